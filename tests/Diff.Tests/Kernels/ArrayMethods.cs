namespace Diff.Tests.Kernels;

/// <summary>Methods of <c>Array</c> and spans that sort, or call a function for each element.</summary>
public static partial class ArrayMethods
{
    [Differentiable]
    public static double Median(double[] x)
    {
        var cubes = Array.ConvertAll(x, v => v * v * v);
        Array.Sort(cubes);
        return cubes.Length % 2 == 1 ? cubes[cubes.Length / 2] : 0.5 * (cubes[cubes.Length / 2 - 1] + cubes[cubes.Length / 2]);
    }

    [Differentiable]
    public static double SortedByConstants(double[] x)
    {
        var keys = new[] { 3, 1, 2 };
        var values = new[] { x[0] * x[0], x[1] * x[2], x[2] * x[2] };
        Array.Sort(keys, values);
        return (values[0] + 2 * values[1] + 3 * values[2]) * values[0] * keys[1];
    }

    [Differentiable]
    public static double Nearest(double[] x)
    {
        var (distances, index) = (new double[4], new int[4]);
        for (var i = 0; i < 4; i++) (distances[i], index[i]) = ((x[i] - x[5]) * (x[i] - x[5]), i);
        Array.Sort(distances, index);
        return x[index[0]] * distances[1] + x[index[1]] * distances[0] + index[2];
    }

    [Differentiable]
    public static double OrderedByIndex(double[] x)
    {
        var (order, falling, scores) = (new int[x.Length], new List<int>(), new double[x.Length]);
        for (var i = 0; i < x.Length; i++)
        {
            (order[i], scores[i]) = (i, x[i] * x[i] * x[0]);
            falling.Add(i);
        }

        Array.Sort(order, (i, j) => x[i].CompareTo(x[j]));
        falling.Sort((i, j) => scores[j].CompareTo(scores[i]));
        var sum = 0.0;
        for (var i = 0; i < order.Length; i++) sum += (i + 1) * x[order[i]] * scores[falling[i]];
        return sum;
    }

    [Differentiable]
    public static double SortedTogether(double[] x)
    {
        Span<double> keys = x.AsSpan(0, 3).ToArray();
        Span<double> items = x.AsSpan(3, 3).ToArray();
        keys.Sort(items);
        return keys[0] * items[0] + 2 * keys[1] * items[1] + 3 * keys[2] * items[2];
    }

    [Differentiable]
    public static double SlidingMedian(double[] x)
    {
        var window = new double[3];
        var sum = 0.0;
        for (var k = 0; k + 3 <= x.Length; k++)
        {
            for (var i = 0; i < 3; i++) window[i] = x[k + i] * x[k];
            Array.Sort(window);
            sum += window[1] * (k + 1);
        }

        return sum;
    }

    [Differentiable]
    public static double PartlySorted(double[] x)
    {
        var copy = (double[])x.Clone();
        Array.Sort(copy, 1, 4);
        return copy[1] * copy[2] + copy[4] * copy[0];
    }

    [Differentiable]
    public static double SumOfSquares(double[] x)
    {
        var sum = 0.0;
        Array.ForEach(x, v => sum += v * v * v);
        var weighted = Array.ConvertAll([1, 2, 3], n => n * x[n]);
        return sum * weighted[0] + weighted[2];
    }

    [Differentiable]
    public static double LengthsOfOtherIntegers(double[] x)
    {
        uint n = 3;
        long m = x.LongLength;
        var y = new double[n];
        var z = new double[m + 1, n];
        for (uint i = 0; i < n; i++) y[i] = x[i] * x[i + 1];
        for (long i = 0; i < m; i++) z[i, 1] = y[i % n] * x[i];
        return z[3, 1] * z[4, 1] + y[2] * new double[(byte)2].Length;
    }
}
