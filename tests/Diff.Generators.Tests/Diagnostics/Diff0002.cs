using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0002
{
    [Fact]
    public void Numbers_in_a_query_are_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x) => x * {|DIFF0002:new[] { x, 2 * x }|}.Sum();
        """));

    [Fact]
    public void Integers_may_be_queried() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, int[] counts) => x * counts.Sum();
        """));
}
