using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0104
{
    [Fact]
    public void Order_three_does_not_exist() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable(Order = 3)]
        public static double {|DIFF0104:F|}(double x) => x * x;
        """));

    // Calls of it, entry points and members of its family say nothing more.
    [Theory]
    [InlineData("0")]
    [InlineData("3")]
    [InlineData("-1")]
    [InlineData("int.MaxValue")]
    public void An_order_that_does_not_exist_is_all_that_is_reported(string order) => GeneratorHost.Diagnostics(Model.With($$"""
        [Differentiable(Order = {{order}})]
        public static double {|DIFF0104:F|}(double x) => x * x;

        [Differentiable(Order = 2)]
        public static double Twice(double x) => F(x) * x;

        [Differentiable]
        public static double Slope(double x) => Gradient.Of(F, x);

        public static double Curvature(double x) => FHessian(x)[0, 0] + Gradient.Hessian(F, x)[0, 0] + FHvp(x, 1) + FGradient(x);
        """));

    [Fact]
    public void Order_one_exists() => GeneratorHost.Run(Model.With("""
        [Differentiable(Order = 1)]
        public static double F(double x) => x * x;
        """));
}
