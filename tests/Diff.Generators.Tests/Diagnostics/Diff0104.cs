using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0104
{
    [Fact]
    public void Order_three_does_not_exist() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable(Order = 3)]
        public static double {|DIFF0104:F|}(double x) => x * x;
        """));

    [Fact]
    public void Order_one_exists() => GeneratorHost.Run(Model.With("""
        [Differentiable(Order = 1)]
        public static double F(double x) => x * x;
        """));
}
