using System.Numerics;

namespace Diff.Tests.SecondOrder;

/// <summary>Functions over memory that is read, written, sliced, copied and passed on.</summary>
internal static partial class Memories
{
    [Differentiable(Order = 2)]
    public static double Chain(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i + 1 < x.Length; i++)
        {
            var t = x[i + 1] - x[i] * x[i];
            s += 100 * t * t + (1 - x[i]) * (1 - x[i]);
        }

        return s;
    }

    [Differentiable(Order = 2)]
    public static double Heat(double[] start, double k, int steps)
    {
        var (u, v) = (new double[start.Length], new double[start.Length]);
        for (var i = 0; i < u.Length; i++) u[i] = start[i];
        for (var s = 0; s < steps; s++)
        {
            for (var i = 0; i < u.Length; i++) v[i] = u[i] + k * ((i > 0 ? u[i - 1] : 0.0) - 2 * u[i]) * u[i];
            (u, v) = (v, u);
        }

        var total = 0.0;
        foreach (var e in u) total += e * e * e;
        return total;
    }

    [Differentiable(Order = 2)]
    public static double Overwrites(double[] x, double a)
    {
        var y = new double[x.Length];
        y[0] = x[0];
        for (var i = 1; i < y.Length; i++)
        {
            y[i] = y[i - 1] * a + x[i];
            for (var j = 0; j < i; j++)
            {
                if (y[j] > 1.5) break;
                y[i] *= Math.Sin(y[i] + y[j]);
                if (y[j] < -3) return y[i] * a;
            }
        }

        for (var i = y.Length - 2; i >= 0; i--) (y[i], y[i + 1]) = (y[i + 1], y[i] * y[i]);
        var s = 0.0;
        foreach (var t in y.AsSpan(1, y.Length - 2)) s += t * a;
        return s + y[^1];
    }

    [Differentiable(Order = 2)]
    public static double Squares(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var e in x) s += e * e * e;
        return s;
    }

    [Differentiable(Order = 2)]
    public static void MultiplyInto(ReadOnlySpan<double> x, double a, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = y[i] * y[i] + a * x[i];
    }

    [Differentiable(Order = 2)]
    public static double[] Products(double[] x, double a)
    {
        var r = new double[x.Length];
        for (var i = 0; i < x.Length; i++) r[i] = x[i] * x[x.Length - 1 - i] * a;
        return r;
    }

    // The scratch array is overwritten after each call that reads it, so the tape keeps copies of it and of its tangent.
    [Differentiable(Order = 2)]
    public static double ReusesScratch(double[] x, double a)
    {
        var z = new double[2];
        var s = 0.0;
        for (var i = 1; i < x.Length; i++)
        {
            z[0] = x[i] * a;
            z[1] = x[i - 1] * x[i];
            s += Squares(z) * Squares(z.AsSpan(1));
            MultiplyInto(x.AsSpan(i - 1, 2), a, z);
            s += Squares(z) * 0.1;
        }

        return s;
    }

    [Differentiable(Order = 2)]
    public static double PassesArrays(double[] x, double a)
    {
        var y = Products(x, a);
        var z = Products(y, 0.5);
        var s = 0.0;
        for (var i = 0; i < z.Length; i++) s += z[i] * y[i];
        return s + Heat(z, a * 0.1, 2);
    }

    [Differentiable(Order = 2)]
    public static double[] RunningProducts(double[] x)
    {
        var y = Products(x, 0.3);
        for (var i = 1; i < y.Length; i++)
        {
            y[i] *= y[i - 1] + x[0];
            if (y[i] < 0) return y;
        }

        return y;
    }

    [Differentiable(Order = 2)]
    public static double PassesOnWhatACallReturned(double[] x, double a)
    {
        var y = RunningProducts(x);
        return y[0] * y[1] * a + y[2] * y[2];
    }

    [Differentiable(Order = 2)]
    public static double Halves(double[] x, double a, int low, int high)
    {
        if (high - low <= 1) return high > low ? x[low] * x[low] + a * a : a * a;
        var middle = (low + high) / 2;
        var pair = new double[2];
        pair[0] = Halves(x, a, low, middle);
        pair[1] = Halves(x, a * a, middle, high);
        pair[0] *= pair[1] + 1;
        return Math.Sqrt(pair[0]) + pair[1] * x[low];
    }

    [Differentiable(Order = 2)]
    public static double Table(double[,] m, double[][] rows, [NoGradient] double[] data)
    {
        var s = 0.0;
        for (var i = 0; i < m.GetLength(0); i++)
        {
            var row = rows[i];
            for (var j = 0; j < row.Length; j++) s += Math.Exp(m[i, j] * row[j]) * data[j];
        }

        return s * s;
    }

    [Differentiable(Order = 2)]
    public static double PassesTables(double[,] m, double[][] rows)
    {
        var scaled = new double[2, 2];
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 2; j++) scaled[i, j] = m[i, j] * m[j, i] * rows[0][0];
        return Trace(scaled, rows) * Trace(m, rows) + Trace(m, [[2, 1], [3]]);
    }

    [Differentiable(Order = 2)]
    public static double Trace(double[,] m, double[][] rows)
    {
        var s = 0.0;
        for (var i = 0; i < m.GetLength(0); i++)
            foreach (var scale in rows[i]) s += m[i, i] * m[0, i] * scale;
        return s;
    }

    [Differentiable(Order = 2)]
    public static double WhileConverging(double[] x, double a)
    {
        var y = new double[x.Length];
        var n = 0;
        while (n < 12)
        {
            var change = 0.0;
            for (var i = 0; i < y.Length; i++)
            {
                var next = Math.Cos(y[i] * a) * 0.5 * x[i];
                change += Math.Abs(next - y[i]);
                y[i] = next;
            }

            n++;
            if (change < 0.05) break;
        }

        return Squares(y) * n;
    }

    private static double Area(double radius) => Math.PI * radius * radius;

    // Constants are recorded and passed on, too.
    [Differentiable(Order = 2)]
    public static double Constants([NoGradient] double k, double x, [NoGradient] double[] data, [NoGradient] double[] other)
    {
        var s = Area(k) * x;
        var chosen = k > 1 ? data : other;
        for (var i = 0; i < chosen.Length; i++)
        {
            if (k > 3) chosen = other;
            s += Math.Sin(k * x) * chosen[i] * Area(k) * s;
        }

        return s;
    }

    [Differentiable(Order = 2)]
    public static double CallsConstants(double x, double y, [NoGradient] double[] data) =>
        Constants(2, x * y, data, Gradient.Detach(data)) + Constants(0.5, x * x, data, data);

    [Differentiable(Order = 2)]
    public static double Rows(double[][] x, double row)
    {
        var element = x[0][1] * row;
        foreach (var line in x) element += line[0] * line[0] * row;
        return element;
    }

    [Differentiable(Order = 2)]
    public static T Mixed<T>(T x, double y, float[] z) where T : IFloatingPointIeee754<T> => x * x * T.CreateChecked(y) * T.CreateChecked(z[0]);

    [Differentiable(Order = 2)]
    public static T Generic<T>(ReadOnlySpan<T> x, T a) where T : IFloatingPointIeee754<T>
    {
        var s = T.Zero;
        for (var i = 0; i < x.Length; i++) s += T.Sin(x[i] * a) * x[i];
        return s * s;
    }

    [Differentiable(Order = 2)]
    public static float Single(float[] x)
    {
        var s = 1f;
        foreach (var e in x) s *= e;
        return s;
    }
}

/// <summary>An instance method.</summary>
internal sealed partial class Spring(double stiffness)
{
    [Differentiable(Order = 2)]
    public double Energy(double x, double[] y) => stiffness * x * x * Weight(y[0], x) * y[1];

    [Differentiable(Order = 2)]
    public double Weight(double a, double b) => a * a * b + stiffness;
}
