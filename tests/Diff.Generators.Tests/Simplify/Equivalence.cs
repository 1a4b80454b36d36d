using Diff.Generators.Ir;
using Diff.Generators.Tests.Rules;

namespace Diff.Generators.Tests.Simplify;

/// <summary>Two bodies compute the same from the same inputs: yields, memory and effects.</summary>
internal static class Equivalence
{
    public static void Check(Block before, Block after)
    {
        foreach (var point in new[] { (0.7, -1.3, 2.5), (-0.4, 3.1, 0.6) })
        {
            var (expected, actual) = (Run(before, point), Run(after, point));
            Assert.Equal(expected.Length, actual.Length);
            // Like terms are added before they are multiplied: a few roundings of numbers of size one.
            foreach (var (e, a) in expected.Zip(actual)) Assert.Equal(e, a, 1e-12 * Math.Max(1, Math.Abs(e)));
        }
    }

    private static double[] Run(Block block, (double A, double B, double W) point)
    {
        var evaluator = new Evaluator();
        evaluator.Set(Sketch.A, point.A);
        evaluator.Set(Sketch.B, point.B);
        evaluator.Set(Sketch.W, point.W);
        evaluator.Memory[("m", 0)] = 1.25;
        evaluator.Memory[("m", 1)] = -0.5;
        var yields = evaluator.Run(block).Select(Convert.ToDouble);
        return [.. yields, .. evaluator.Memory.Values];
    }
}
