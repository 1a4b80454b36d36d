namespace Diff.Tests.Memory;

/// <summary>The methods of <see cref="SecondCallTests"/> that make arrays of indices and flags, or sort.</summary>
public static partial class SecondCallTests
{
    [Differentiable(Order = 2)]
    private static double Pivots(double[] x, int n)
    {
        var (pivot, next, grid) = (new int[x.Length], new int[x.Length], new long[2, x.Length]);
        Span<bool> isUsed = stackalloc bool[x.Length];
        for (var i = 0; i < x.Length; i++) (pivot[i], grid[1, i]) = (i, i * i);
        var s = x[0];
        for (var k = 0; k < n; k++)
        {
            var best = 0;
            var count = new int[3];
            for (var i = 1; i < x.Length; i++)
                if (!isUsed[i] && Math.Abs(x[pivot[i]]) > Math.Abs(x[pivot[best]])) best = i;
            count[best % 3]++;
            isUsed[best] = k % 3 > 0;
            for (var i = 0; i < x.Length; i++) next[i] = pivot[(i + best) % x.Length];
            (pivot, next) = (next, pivot);
            s = Math.Sin(s * x[pivot[0]]) + x[(int)grid[1, best] % x.Length] * count[0];
        }

        Array.Sort(pivot);
        return s * x[pivot[1]];
    }

    [Differentiable]
    private static double Sorted(double[] x, int n)
    {
        var (values, labels) = ((double[])x.Clone(), new int[x.Length]);
        for (var i = 0; i < x.Length; i++) labels[i] = i;
        Array.Sort(values, labels);
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += values[i] * values[i] * x[labels[i]] * (i + n);
        return s;
    }
}
