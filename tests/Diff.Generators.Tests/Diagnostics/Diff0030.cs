using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0030
{
    [Fact]
    public void A_method_of_order_2_cannot_call_one_of_order_1() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double Square(double x) => x * x;

        [Differentiable(Order = 2)]
        public static double F(double x) => {|DIFF0030:Square(x)|} + 1;
        """));

    [Fact]
    public void A_callee_of_order_2_is_fine_and_so_is_one_without_active_arguments() => GeneratorHost.Run(Model.With("""
        [Differentiable(Order = 2)]
        public static double Square(double x) => x * x;

        [Differentiable]
        public static double Once(double x) => x * x;

        [Differentiable(Order = 2)]
        public static double F(double x) => Square(x) * Once(Gradient.Detach(x));
        """));

    [Fact]
    public void Whoever_uses_the_second_derivatives_of_a_refused_method_gets_no_second_error() => GeneratorHost.Diagnostics(Model.With("""
        public static double Unknown(double x) => x * x;

        [Differentiable(Order = 2)]
        public static double Refused(double[] x, double y) => {|DIFF0004:Unknown(y)|} + x[0];

        [Differentiable(Order = 2)]
        public static double Caller(double[] x, double y) => y * Refused(x, y);

        public static double Use(double[] x)
        {
            RefusedHvp(x, 1, x, 1, new double[x.Length], out var yProduct);
            return RefusedHessian(x, 1)[0, 0] + RefusedHvp(x, 1, x, 1).y + yProduct;
        }
        """));
}
