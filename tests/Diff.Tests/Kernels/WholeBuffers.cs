namespace Diff.Tests.Kernels;

/// <summary>Methods that copy, fill, clear, reverse and resize buffers as a whole.</summary>
public static partial class WholeBuffers
{
    [Differentiable]
    public static double ArrayCopyOfAStart(double[] x)
    {
        var a = new double[x.Length];
        Array.Copy(x, a, 3);
        a[0] *= a[1];
        return a[0] * a[2] + a[3];
    }

    [Differentiable]
    public static double ClonedMatrices(double[] x)
    {
        var a = new double[2, x.Length];
        for (var j = 0; j < x.Length; j++) (a[0, j], a[1, j]) = (x[j], x[j] * x[0]);
        var b = (double[,])a.Clone();
        b[0, 0] *= b[1, 1];
        var c = (double[,])b.Clone();
        c[1, 0] = a[0, 1];
        var sum = 0.0;
        foreach (var value in c) sum += value * value;
        return sum + b[1, 0] * a[1, 1];
    }

    [Differentiable]
    public static double MatricesOfOtherShapes(double[] x)
    {
        var small = new double[2, 2];
        for (var j = 0; j < 2; j++) (small[0, j], small[1, j]) = (x[j], x[j] * x[2]);
        var large = new double[3, 4];
        for (var i = 0; i < large.GetLength(0); i++)
            for (var j = 0; j < large.GetLength(1); j++) large[i, j] = x[3] * (i + j);
        for (var i = 0; i < small.GetLength(0); i++)
            for (var j = 0; j < small.GetLength(1); j++) large[i, j] = small[i, j];
        small[0, 0] = large[0, 1] * large[2, 3];
        var cut = new double[3, 3];
        for (var i = 0; i < cut.GetLength(0); i++)
            for (var j = 0; j < cut.GetLength(1); j++) cut[i, j] = large[i, j];
        var sum = small[0, 0];
        foreach (var value in cut) sum += value * value;
        return sum;
    }

    [Differentiable]
    public static double ArrayCopyWithinOneArray(double[] x)
    {
        var a = (double[])x.Clone();
        Array.Copy(a, 1, a, 2, 4);
        Array.Copy(a, 2, a, 1, 3);
        return Weighted(a);
    }

    [Differentiable]
    public static double OverlappingSpans(double[] x)
    {
        var a = x.AsSpan().ToArray();
        a.AsSpan(0, 4).CopyTo(a.AsSpan(1));
        a.AsSpan(3).CopyTo(a.AsSpan(2));
        return Weighted(a);
    }

    [Differentiable]
    public static void Shift(Span<double> a, int by) => a[..^by].CopyTo(a[by..]);

    [Differentiable]
    public static double ShiftedByACall(double[] x)
    {
        var a = (double[])x.Clone();
        Shift(a, 2);
        Shift(a, 1);
        return Weighted(a);
    }

    [Differentiable]
    public static double CopyToAnArrayAndASpan(double[] x)
    {
        var a = new double[x.Length + 1];
        x.CopyTo(a, 1);
        a[1] *= a[2];
        x.AsSpan(0, 2).CopyTo(a);
        return a[0] * a[1] * a[2] * a[^1];
    }

    [Differentiable]
    public static double TryCopyToWhatFits(double[] x)
    {
        var a = new double[x.Length];
        if (x.AsSpan().TryCopyTo(a)) a[0] *= a[1];
        if (x.AsSpan().TryCopyTo(a.AsSpan(1))) a[0] = 0;
        return a[0];
    }

    [Differentiable]
    public static double CloneOfAVectorAndAMatrix(double[] x)
    {
        var a = (double[])x.Clone();
        a[0] *= a[1];
        double[,] m = { { a[0], x[0] }, { x[2], 1 } };
        var n = (double[,])m.Clone();
        n[0, 0] *= 2;
        return m[0, 0] * n[1, 1] - m[0, 1] * n[1, 0] * n[0, 0];
    }

    [Differentiable]
    public static double RangesOfArraysAreCopies(double[] x)
    {
        var (inner, all) = (x[1..^1], x[..]);
        inner[0] *= inner[1];
        all[1] *= all[0];
        return inner[0] * all[1] * x[1];
    }

    [Differentiable]
    public static double RangesOfSpansAreViews(double[] x)
    {
        var a = x.AsSpan().ToArray().AsSpan();
        var inner = a[1..^1];
        inner[0] *= inner[1];
        return inner[0] * a[1];
    }

    [Differentiable]
    public static double FillAndClear(double[] x)
    {
        var a = new double[6];
        Array.Fill(a, x[0] * x[1]);
        Array.Fill(a, x[2], 1, 2);
        a.AsSpan(4).Fill(x[3] * a[0]);
        var before = a[0] * a[1] * a[4];
        Array.Clear(a, 1, 1);
        a.AsSpan(5).Clear();
        before += a[1] + a[2] * a[5];
        Array.Clear(a);
        return before + a[0] * x[0];
    }

    [Differentiable]
    public static double ClearedMatrix(double[] x)
    {
        double[,] m = { { x[0], x[1] }, { x[2], x[3] } };
        var s = m[0, 0] * m[1, 1];
        Array.Clear(m);
        m[0, 1] = x[0];
        return s * m[0, 1] + m[1, 1];
    }

    [Differentiable]
    public static double Reversed(double[] x)
    {
        var a = x.AsSpan().ToArray();
        Array.Reverse(a);
        a.AsSpan(1, 3).Reverse();
        Array.Reverse(a, 2, 4);
        return Weighted(a);
    }

    [Differentiable]
    public static double GrownAsNeeded(double[] x)
    {
        var a = new double[1];
        var n = 0;
        foreach (var v in x)
        {
            if (v < 0) continue;
            if (n == a.Length) Array.Resize(ref a, 2 * n);
            a[n++] = v * v;
        }

        var s = 1.0;
        for (var i = 0; i < n; i++) s += a[i] * s;
        return s;
    }

    [Differentiable]
    public static double StackMemory(double[] x)
    {
        Span<double> a = stackalloc double[3];
        Span<double> b = stackalloc[] { x[0] * x[1], 1, x[2] };
        ReadOnlySpan<double> c = stackalloc double[] { 2, b[0] };
        a[1] = b[2] * c[1];
        b[0] *= a[1];
        return b[0] * a[1] * c[0];
    }

    [Differentiable]
    public static double SpreadElements(double[] x)
    {
        double[] a = [1.5, .. x, x[0] * x[1], .. x.AsSpan(1, 2)];
        ReadOnlySpan<double> b = [.. a, a[1]];
        return a[1] * a[2] * a[^1] * b[^4] + b[^1];
    }

    [Differentiable]
    public static double Weighted(double[] a)
    {
        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += a[i] * a[i] * (i + 1);
        return s;
    }

    [Differentiable]
    public static double NothingBefore(double[] x)
    {
        ArgumentNullException.ThrowIfNull(x);
        double[]? before = null;
        var (s, longest) = (0.0, Array.Empty<double>());
        for (var k = 0; k < 3; k++)
        {
            var now = new double[k + 2];
            for (var i = 0; i < now.Length; i++) now[i] = x[k + i] * (before == null || i >= before.Length ? 1 : before[i]);
            s += now[k];
            before = now;
            if (now.Length > longest.Length && longest != now) longest = now;
        }

        longest[0] *= s;
        return s + before![0] * before[1];
    }

#pragma warning disable DIFF0200 // Integers reach the results here.
    [Differentiable]
    public static double FoundElements(double[] x)
    {
        var knots = new double[5];
        for (var i = 1; i < knots.Length; i++) knots[i] = knots[i - 1] + 0.5 + x[i] * x[i];
        var s = 0.0;
        foreach (var v in x)
        {
            var at = Array.BinarySearch(knots, v * v);
            if (at < 0) at = Math.Clamp(~at, 1, knots.Length - 1);
            s += (v * v - knots[at - 1]) / (knots[at] - knots[at - 1]) + Array.FindIndex(knots, knot => knot > 1) * v;
        }

        return s;
    }
#pragma warning restore DIFF0200

    /// <summary>Positions from the end that are values of their own.</summary>
    [Differentiable]
    public static double Positions(double[] x)
    {
        var last = ^1;
        Index third = 2;
        ReadOnlySpan<double> rest = x.AsSpan(1);
        return x[last] * x[third] + rest[^(x.Length - 1)] * x[^3] * rest[last];
    }

    /// <summary>A span over memory of the caller or over memory of its own.</summary>
    [Differentiable]
    public static double ChosenFromFreshMemory(double[] x)
    {
        var sum = 0.0;
        for (var round = 0; round < 3; round++)
        {
            ReadOnlySpan<double> chosen = x[round] > 0.5 ? x : new[] { x[1], 2, x[3] * x[round] };
            foreach (var value in chosen) sum += value * value * (1 + 0.1 * sum);
        }

        return sum;
    }
}
