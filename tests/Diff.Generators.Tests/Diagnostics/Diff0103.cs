using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0103
{
    [Fact]
    public void Second_order_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable(Order = 2)]
        public static double {|DIFF0103:F|}(double x) => x * x;
        """));

    [Fact]
    public void First_order_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable(Order = 1)]
        public static double F(double x) => x * x;
        """));
}
