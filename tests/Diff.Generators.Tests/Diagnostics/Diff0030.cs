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
}
