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

    [Differentiable(Order = 2)]
    private static double SortedInALoop(double[] x, int n)
    {
        var (keys, values) = ((double[])x.Clone(), (double[])x.Clone());
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i < x.Length; i++) keys[i] = x[i] * (((i * k) % 5) + 1 + (0.01 * s));
            Array.Sort(keys);
            s = Math.Sin(s + (keys[1] * keys[2] * (k + 1)));
            Array.Sort(values, static (left, right) => Math.Abs(right).CompareTo(Math.Abs(left)));
            values[1] *= 0.9 * values[0];
            Array.Sort(keys, values, 1, x.Length - 1, Backwards.First);
            s += keys[1] * values[2];
        }

        return s;
    }

    [Differentiable(Order = 2)]
    private static double SortedByKeys(double[] x, int n)
    {
        var s = x[0];
        for (var k = 0; k < n; k++)
        {
            var (keys, y) = (new int[x.Length], new double[x.Length]);
            for (var i = 0; i < x.Length; i++) (keys[i], y[i]) = ((i * 3 + k) % 4, Math.Sin(x[i] + s * 0.1));
            Array.Sort(keys, y);
            var rank = 1;
            foreach (var v in y.OrderBy(v => Math.Abs(v - 0.5)).ThenByDescending(v => v)) s += v * v * x[rank++ % x.Length] * 0.1;
            s += y.Where(v => v > 0.1).OrderDescending().First() * x[Enumerable.Range(0, x.Length).OrderBy(i => (i + k) % 5).Last()] * 0.1;
        }

        return s;
    }

    private sealed class Backwards : IComparer<double>
    {
        public static readonly Backwards First = new();

        public int Compare(double left, double right) => right.CompareTo(left);
    }
}
