namespace Diff.Tests.Kernels;

/// <summary>Scratch memory that each iteration of a loop uses anew, or seems to.</summary>
public static partial class ReusedScratch
{
    [Differentiable]
    public static double Misfit(double[] x)
    {
        var d = x.Length / 4;
        var offset = new double[d];
        var total = 0.0;
        for (var p = 0; p < x.Length; p += d)
        {
            for (var j = 0; j < d; j++) offset[j] = x[p + j] - x[j] * x[j];
            var r2 = 0.0;
            for (var j = 0; j < d; j++) r2 += offset[j] * offset[j];
            total += Math.Exp(-r2 / x[0]);
        }

        return total;
    }

    [Differentiable]
    public static double PartOfAnArray(double[] x)
    {
        var (a, b) = (new double[16], new double[x.Length + 2]);
        var s = 0.0;
        for (var n = 2; n < x.Length; n++)
        {
            for (var j = 0; j < n; j++) a[j] = x[j] * x[n];
            for (var j = 1; j < n; j++) s += Math.Sin(a[j]) * x[j - 1];
            var view = b.AsSpan(0, n);
            for (var j = 0; j < n; j++) view[j] = Math.Cos(x[j]);
            for (var j = 0; j < n; j++) view[j] *= view[j] + a[j];
            for (var j = 0; j < n; j += 2) s -= view[j];
        }

        return s;
    }

    [Differentiable]
    public static double SingleCells(double[] x)
    {
        var a = new double[3];
        var s = 0.0;
        foreach (var v in x)
        {
            a[0] = v * v;
            a[1] = a[0] + x[1];
            if (v > 0) a[1] = a[0] * a[1];
            s += Math.Sin(a[1]) * a[0];
        }

        return s;
    }

    [Differentiable]
    public static double LeftFromTheIterationBefore(double[] x)
    {
        var (a, b, c) = (new double[4], new double[4], new double[4]);
        var s = 0.0;
        for (var i = 1; i < x.Length; i++)
        {
            for (var j = 0; j < 3; j++) a[j] = x[i] * x[j];
            for (var j = 0; j < 4; j++) s += a[j] * a[j];
            a[3] = x[i];
            if (x[i] > 1) b[2] = x[i] * x[i];
            s += b[2] * x[0];
            for (var j = 0; j < i % 5; j++) c[Math.Min(j, 3)] = x[j] * x[i];
            for (var j = 0; j < 4; j++) s += Math.Sin(c[j]);
        }

        return s;
    }

    [Differentiable]
    public static double UsedBeforeOrLater(double[] x)
    {
        var (a, b) = (new double[2], new double[2]);
        a[0] = x[3] * x[4];
        a[1] = x[4];
        var s = a[0] * a[1];
        for (var i = 0; i < x.Length; i++)
        {
            a[0] = x[i] * x[i];
            s += a[0] * Math.Sin(a[0]);
        }

        for (var i = 0; i < x.Length; i++)
        {
            b[0] = x[i] * x[i];
            b[1] = b[0] * x[0];
            s += b[0] * b[1];
        }

        for (var i = 0; i < x.Length; i++)
        {
            b[1] = x[i] * x[1];
            s += b[0] * b[1];
        }

        return s;
    }

    [Differentiable]
    public static double Nested(double[] x)
    {
        var (row, cell) = (new double[x.Length], new double[2]);
        var s = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < x.Length; j++) row[j] = x[i] * x[j];
            for (var j = 0; j < x.Length; j++)
            {
                cell[0] = Math.Sin(row[j]);
                cell[1] = cell[0] * row[i];
                s += cell[1] * x[j];
            }

            var k = 0;
            while (k < x.Length && row[k] < 2)
            {
                cell[1] = row[k] * row[k];
                s += cell[1];
                k++;
            }
        }

        return s;
    }

    [Differentiable]
    public static double OtherHandles(double[] x)
    {
        var (a, b) = (new double[4], new double[4]);
        var s = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var front = a.AsSpan(0, 2);
            var back = a.AsSpan(1);
            for (var j = 0; j < 2; j++) front[j] = x[i] * x[j];
            s += back[0] * back[0] * back[1] + front[1];
            back[1] = x[i];
            var one = x[i] > 0 ? a : b;
            one[3] = x[0] * x[i];
            s += Math.Sin(a[3]) * b[3];
        }

        return s;
    }

    [Differentiable]
    public static double Passed(double[] x)
    {
        var (a, b) = (new double[3], new double[3]);
        var s = 0.0;
        for (var i = 0; i + 3 <= x.Length; i++)
        {
            Fill(x.AsSpan(i, 3), a);
            s += a[0] * a[2];
            b[1] = x[i] * x[i];
            s += Add(b);
        }

        return s;
    }

    [Differentiable]
    private static void Fill(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = x[i] * Math.Sin(x[y.Length - 1 - i]);
    }

    [Differentiable]
    private static double Add(Span<double> b)
    {
        var s = 0.0;
        foreach (var v in b) s += v * v;
        b[0] = Math.Sin(s);
        return s;
    }
}
