namespace Diff.Tests.Kernels;

/// <summary>Queries over collections of constants, and queries that hand on several values at once.</summary>
public static partial class ConstantSequences
{
    private static readonly List<int> Positions = [0, 2, 3];
    private static readonly HashSet<int> Others = [1, 4];
    private static readonly List<Sample> Samples = [new(1, 2), new(2, 3.5), new(3, 3)];
    private static readonly SortedDictionary<string, double> Named = new() { ["a"] = 2, ["b"] = 3 };

    private sealed record Sample(double X, double Y);

    private static IEnumerable<double> Grid(int count)
    {
        for (var i = 0; i < count; i++) yield return 0.5 * i;
    }

    [Differentiable]
    public static double Lists_and_sets(double[] x) => Positions.Sum(i => x[i] * x[i]) + Others.Select(i => x[i]).Sum() * Positions.Average(i => x[i] * i) + "0123".Sum(c => x[c - '0']);

    [Differentiable]
    public static double Objects(double[] x) => Samples.Sum(s => (s.Y - x[0] - x[1] * s.X) * (s.Y - x[0] - x[1] * s.X)) + Samples.Select((s, i) => s.Y * x[i]).Max() + Named.Sum(pair => pair.Value * x[pair.Key[0] - 'a']);

    [Differentiable]
    public static double Iterators(double[] x) => Grid(4).Select(t => Math.Exp(-x[0] * t)).Sum() + Grid(3).Where(t => t > 0).Sum(t => x[1] * t);

    [Differentiable]
    public static double Ordered_constants(double[] x) => Positions.Where(i => i > 0).OrderBy(i => -i).Select((i, k) => x[i] * x[k]).Sum();

    [Differentiable]
    public static double Let_clauses(double[] x)
    {
        var residuals = from sample in Samples
                        let model = x[0] + x[1] * sample.X
                        let residual = sample.Y - model
                        where sample.X < 3
                        select residual * residual * x[2];
        var products = from i in Positions
                       let k = i % 3
                       where k < 2
                       select x[k] * x[i];
        return residuals.Sum() + products.Sum();
    }

    [Differentiable]
    public static double Anonymous_objects(double[] x)
    {
        var best = new { Cost = x[0] * x[1], Index = 3 };
        var weighted = x.Select((value, i) => new { Value = value, Weight = i % 3 }).ToArray();
        var sum = 0.0;
        foreach (var pair in Positions.Select(i => new { From = i, To = i + 1 })) sum += x[pair.From] * x[pair.To];
        return best.Cost * x[best.Index] + weighted.Where(w => w.Weight > 0).Sum(w => w.Value * w.Value * w.Weight) + sum;
    }
}
