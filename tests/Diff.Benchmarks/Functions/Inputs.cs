namespace Diff.Benchmarks.Functions;

/// <summary>Inputs that change from call to call, so that nothing is computed once and reused.</summary>
public static class Inputs
{
    /// <summary>Elements of the array functions.</summary>
    public const int Length = 1000;

    /// <summary>Steps of the logistic map.</summary>
    public const int Steps = 1000;

    /// <summary>64 numbers in [0, 1).</summary>
    public static readonly double[] Units = Random(seed: 1, 64);

    public static readonly double[] X = Random(seed: 2, Length);

    public static readonly double[] Y = Random(seed: 3, Length);

    public static readonly double[] XGradient = new double[Length];

    public static readonly double[] YGradient = new double[Length];

    /// <summary>A number in [0, 1) for the i-th call.</summary>
    public static double Unit(int i) => Units[i & 63];

    private static double[] Random(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }
}
