using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0020
{
    [Fact]
    public void A_list_pattern_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, double[] a) => a is {|DIFF0020:[1, 2]|} ? x * a[0] : x;
        """));

    [Fact]
    public void A_relational_pattern_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x) => x switch { < 0 => -x, > 10 => 10 * x, _ => x };
        """));
}
