using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0046
{
    [Theory]
    [InlineData("{|DIFF0046:x.OrderBy(t => t)|}.First()")]
    [InlineData("{|DIFF0046:x.Select(f)|}.Sum()")]
    [InlineData("{|DIFF0046:x.Distinct()|}.Sum()")]
    [InlineData("{|DIFF0046:x.Last(t => t > 0)|}")]
    public void What_is_no_loop_is_refused(string expression) => GeneratorHost.Diagnostics(Model.With($$"""
        [Differentiable]
        public static double F(double[] x, Func<double, double> f) => {{expression}};
        """));

    [Fact]
    public void Loops_and_constants_are_fine() => GeneratorHost.Run(Model.With("""
        private static readonly double[] Weights = [1, 2];

        [Differentiable]
        public static double F(double[] x, [NoGradient] List<double> list) =>
            x.Select(t => t * t).Sum() * Weights.Sum() * list.Sum() * list.Distinct().Count() * list.OrderBy(w => w).First();
        """));
}
