using CsCheck;
using Diff.Generators.Ir;
using Diff.Generators.Simplify;
using Diff.Generators.Tests.Rules;

namespace Diff.Generators.Tests.Simplify;

/// <summary>Simplified random bodies are well formed and compute exactly the same, effects included.</summary>
public sealed class RandomBodyTests
{
    /// <summary>Beyond this, sums of whole numbers may be rounded and prove nothing.</summary>
    private const double Largest = 1 << 24;

    private const int Iterations = 2000;

    [Fact]
    public void All_passes_together() => Check(without: []);

    [Fact]
    public void Each_pass_alone()
    {
        foreach (var pass in Simplifier.Passes) Check([.. Simplifier.Passes.Select(each => each.Name).Where(name => name != pass.Name)]);
    }

    private static void Check(string[] without)
    {
        var compared = 0;
        Gen.Int.Sample(
            seed =>
            {
                var (before, ids) = new RandomBody(seed).Build();
                Verifier.Run(before);
                var after = Simplifier.Run(before, ids, without);
                Verifier.Run(after);
                foreach (var (a, b, w) in new[] { (1.0, -2.0, 3.0), (2.0, 0.0, -1.0) })
                {
                    var expected = Run(before, a, b, w);
                    if (expected.Largest > Largest) continue;
                    var actual = Run(after, a, b, w);
                    Assert.Equal(expected.Yields, actual.Yields);
                    Assert.Equal(expected.Memory, actual.Memory);
                    Interlocked.Increment(ref compared);
                }
            },
            iter: Iterations,
            threads: 1);
        Assert.True(compared > Iterations / 2, $"Only {compared} comparisons.");
    }

    private static (object[] Yields, KeyValuePair<(string, int), double>[] Memory, double Largest) Run(Block block, double a, double b, double w)
    {
        var evaluator = new Evaluator();
        evaluator.Set(Sketch.A, a);
        evaluator.Set(Sketch.B, b);
        evaluator.Set(Sketch.W, w);
        var yields = evaluator.Run(block);
        // What becomes of the body's own memory in the end is nobody's concern.
        var memory = evaluator.Memory.Where(cell => cell.Value != 0 && !cell.Key.Buffer.StartsWith("own ", StringComparison.Ordinal));
        return (yields, [.. memory], evaluator.Largest);
    }
}
