namespace Diff.Tests.Kernels;

/// <summary>Sorts by a comparer or comparison, of all values or a part, alone or with others that move along; ties stay where C# leaves them.</summary>
public static partial class Comparers
{
    [Differentiable]
    public static double All(double[] x)
    {
        var a = (double[])x.Clone();
        Array.Sort(a, new Falling());
        return WholeBuffers.Weighted(a);
    }

    [Differentiable]
    public static double ByTheDefault(double[] x)
    {
        var a = (double[])x.Clone();
        var usual = x[0] > 0 ? Comparer<double>.Default : null;
        Array.Sort(a, usual);
        return WholeBuffers.Weighted(a);
    }

    [Differentiable]
    public static double ByAComparison(double[] x)
    {
        var (a, b) = ((double[])x.Clone(), (double[])x.Clone());
        Array.Sort(a, Comparer<double>.Create(static (left, right) => right.CompareTo(left)));
        b.AsSpan(1).Sort(a.AsSpan(0, 7), static (left, right) => Math.Abs(left).CompareTo(Math.Abs(right)));
        return WholeBuffers.Weighted(a) * WholeBuffers.Weighted(b);
    }

    [Differentiable]
    public static double Parts(double[] x)
    {
        var (a, b) = ((double[])x.Clone(), (double[])x.Clone());
        Array.Sort(a, 1, 5, new Falling());
        b.AsSpan(2, 4).Sort(new Steps());
        return WholeBuffers.Weighted(a) * WholeBuffers.Weighted(b);
    }

    [Differentiable]
    public static double PartsWithPositions(double[] x)
    {
        var (a, b, s) = ((double[])x.Clone(), (double[])x.Clone(), 0.0);
        var (p, q) = (new int[8], new int[8]);
        for (var i = 0; i < 8; i++) (p[i], q[i]) = (i, i);
        Array.Sort(a, p, 2, 4);
        Array.Sort(b, q, 1, 6, new Falling());
        for (var i = 0; i < 8; i++) s += (a[i] * x[p[i]] * (i + 1)) + (b[i] * x[q[7 - i]]);
        return s;
    }

    [Differentiable]
    public static double PartsByIntegers(double[] x)
    {
        var (a, b, s) = ((double[])x.Clone(), (double[])x.Clone(), 0.0);
        int[] p = [5, 3, 7, 1, 0, 2, 6, 4], q = [5, 3, 7, 1, 0, 2, 6, 4];
        Array.Sort(p, a, 2, 5);
        Array.Sort(q, b, 2, 5, Comparer<int>.Create(static (left, right) => right.CompareTo(left)));
        for (var i = 0; i < 8; i++) s += (a[i] * x[p[i]] * (i + 1)) + (b[i] * x[q[i]] * (8 - i));
        return s;
    }

    [Differentiable]
    public static double ManyTies(double[] x)
    {
        var (keys, values) = (new double[100], new (double Key, double Value)[100]);
        for (var i = 0; i < 100; i++) (keys[i], values[i]) = (i * 37 % 7, (i * 31 % 5, x[i % 8] * i));
        Array.Sort(keys, values, new Steps());
        var s = 0.0;
        for (var i = 0; i < 100; i++) s += values[i].Value * values[i].Value * (i + 1);
        Array.Sort(values, static (left, right) => left.Key.CompareTo(right.Key));
        for (var i = 0; i < 100; i++) s += values[i].Value * values[i].Value * (i + 1);
        return s * 1e-6;
    }

    [Differentiable]
    public static double OfAList(double[] x)
    {
        var list = new List<double>();
        foreach (var e in x) list.Add(e * e);
        list.Sort(new Falling());
        var s = list[0] * list[1];
        list.Sort((IComparer<double>?)null);
        return s + (list[0] * list[1]);
    }

    private sealed class Falling : IComparer<double>
    {
        public int Compare(double left, double right) => right.CompareTo(left);
    }

    private readonly struct Steps : IComparer<double>
    {
        public int Compare(double left, double right) => Math.Floor(2 * left).CompareTo(Math.Floor(2 * right));
    }
}
