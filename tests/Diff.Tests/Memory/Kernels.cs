namespace Diff.Tests.Memory;

/// <summary>Kernels over memory that is written.</summary>
internal static partial class Kernels
{
    [Differentiable]
    public static void SquareAndAdd(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = y[i] * y[i] + a * x[i];
    }

    [Differentiable]
    public static double CallsWriter(double a, ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < y.Length; i++) y[i] = 1 + i * a;
        for (var k = 0; k < 3; k++) SquareAndAdd(a, x, y);
        var s = 0.0;
        foreach (var v in y) s += v * v;
        return s;
    }

    [Differentiable]
    public static double[] Squares(double[] x)
    {
        var r = new double[x.Length];
        for (var i = 0; i < x.Length; i++) r[i] = x[i] * x[i];
        return r;
    }

    [Differentiable]
    public static double CallsReturner(double[] x)
    {
        var y = Squares(x);
        var z = Squares(y);
        var s = 0.0;
        for (var i = 0; i < z.Length; i++) s += z[i] * y[i];
        return s;
    }

    [Differentiable]
    public static double Heat(double[] start, double k, int steps)
    {
        var n = start.Length;
        var u = new double[n];
        var v = new double[n];
        for (var i = 0; i < n; i++) u[i] = start[i];
        for (var s = 0; s < steps; s++)
        {
            for (var i = 0; i < n; i++)
            {
                var left = i > 0 ? u[i - 1] : 0.0;
                var right = i < n - 1 ? u[i + 1] : 0.0;
                v[i] = u[i] + k * (left - 2 * u[i] + right) * u[i];
            }

            (u, v) = (v, u);
        }

        var total = 0.0;
        for (var i = 0; i < n; i++) total += u[i] * u[i] * (i + 1);
        return total;
    }

    [Differentiable]
    public static double CallsSwapper(double[] start, double k) => Heat(start, k, 3) + Heat(start, k * 0.5, 2);

    [Differentiable]
    public static double Scan(double[] x, double a)
    {
        var y = new double[x.Length];
        y[0] = x[0];
        for (var i = 1; i < y.Length; i++)
        {
            y[i] = y[i - 1] * a + x[i];
            y[i] *= Math.Sin(y[i]);
            if (y[i] > 100) break;
        }

        for (var i = y.Length - 2; i >= 0; i--) (y[i], y[i + 1]) = (y[i + 1], y[i] * y[i]);
        var s = 0.0;
        foreach (var t in y.AsSpan(1, y.Length - 2)) s += t * a;
        return s + y[^1];
    }

    [Differentiable]
    public static double Halves(double[] x, int low, int high)
    {
        if (high - low == 1) return x[low] * x[low];
        var middle = (low + high) / 2;
        var pair = new double[2];
        pair[0] = Halves(x, low, middle);
        pair[1] = Halves(x, middle, high);
        pair[0] *= pair[1] + 1;
        return Math.Sqrt(pair[0]) + pair[1];
    }

    [Differentiable]
    public static void AddSquares(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] += x[i] * x[i];
    }

    [Differentiable]
    public static double AddsToASlice(double[] x, int shift)
    {
        var z = new double[4];
        for (var i = 0; i < 4; i++) z[i] = x[i];
        AddSquares(z.AsSpan(0, 2), z.AsSpan(shift, 2));
        return z[0] + z[1] * z[2] + z[3];
    }
}
