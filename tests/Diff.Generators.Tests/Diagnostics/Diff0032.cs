using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0032
{
    [Fact]
    public void A_Hessian_of_a_method_of_order_1_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double Square(double x) => x * x;

        public static double[,] H(double x) => Gradient.Hessian({|DIFF0032:Square|}, x);

        public static double V(double x) => Gradient.Hvp({|DIFF0032:Square|}, x, 1.0);
        """));

    [Fact]
    public void A_Hessian_of_a_method_of_order_2_or_of_a_lambda_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable(Order = 2)]
        public static double Square(double x) => x * x;

        public static double H(double x) => Gradient.Hessian(Square, x)[0, 0] + Gradient.Hessian(static (double x) => x * x, x)[0, 0];
        """));
}
