namespace Diff.Tests.SecondOrder;

/// <summary>Functions of any number of variables whose Hessians and Jacobians are computed along several directions at once.</summary>
public static partial class Bundles
{
    [Differentiable(Order = 2)]
    public static double Valley(ReadOnlySpan<double> x)
    {
        var sum = Math.Exp(x[0]);
        for (var i = 0; i + 1 < x.Length; i++)
        {
            var above = x[i + 1] - x[i] * x[i];
            sum += 100 * above * above + (1 - x[i]) * (1 - x[i]);
        }

        return sum;
    }

    // Leaves its loops early, and records what they go through.
    [Differentiable(Order = 2)]
    public static double Leaves(double[] x)
    {
        var v = x[0];
        for (var i = 0; i < 20; i++)
        {
            var w = 0.0;
            foreach (var element in x)
            {
                if (element < -0.5) continue;
                w += Math.Sin(element * v);
                if (w > 1.5) break;
            }

            v = v > 0.3 ? v * w + 0.1 * x[^1] : 0.5 + w / (1 + v * v);
            if (Math.Abs(v) > 3) break;
        }

        return v * v;
    }

    // Buffers change places, one is scanned where it lies, and slices overlap.
    [Differentiable(Order = 2)]
    public static double Diffuses(double[] x)
    {
        var now = x.AsSpan().ToArray();
        var next = new double[x.Length];
        for (var step = 0; step < 3; step++)
        {
            for (var i = 0; i < now.Length; i++) next[i] = now[i] * now[(i + 1) % now.Length] + 0.1 * x[i];
            (now, next) = (next, now);
        }

        for (var i = 1; i < now.Length; i++) now[i] += now[i - 1] * Math.Cos(now[i]);
        now.AsSpan(0, now.Length - 1).CopyTo(now.AsSpan(1));
        return now[^1] + now[0] * now[now.Length / 2];
    }

    // A zero weight contributes zero through the infinite partials of Sqrt and of the quotient; elsewhere infinities and NaN arise.
    [Differentiable(Order = 2)]
    public static double Singular(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += Math.Sqrt(x[i] * x[0]) / x[^1] + Math.Max(x[i], x[0]) * Math.Pow(x[i], 1.5);
        return sum;
    }

    [Differentiable(Order = 2)]
    public static double Mixed(double a, ReadOnlySpan<double> x, double b, double[] y)
    {
        var sum = a * b;
        for (var i = 0; i < x.Length; i++) sum += Math.Exp(-a * x[i]) * y[i % y.Length] * b;
        return sum * sum;
    }

    [Differentiable(Order = 2)]
    public static double Numbers(double a, double b, double c, double d, double e) => Math.Sin(a * b) * c / d + Math.Pow(e, a) * d;

    [Differentiable]
    public static double[] Decays(ReadOnlySpan<double> p, int times)
    {
        var sums = new double[times];
        for (var i = 0; i < times; i++)
        {
            sums[i] = i > 0 ? 0.5 * sums[i - 1] : 0;
            for (var k = 0; k < p.Length; k++) sums[i] += p[k] * Math.Exp(-0.1 * i * p[(k + 1) % p.Length]);
        }

        return sums;
    }

    // Outputs only, of numbers and arrays, after a number.
    [Differentiable]
    public static void Samples(double a, ReadOnlySpan<double> x, Span<double> y, out double last)
    {
        for (var i = 0; i < y.Length; i++) y[i] = a * Math.Exp(-0.1 * i) * x[i % x.Length];
        last = y[^1] / a;
    }

    [Differentiable]
    public static void Pads(ReadOnlySpan<double> x, Span<double> y, out double length)
    {
        for (var i = 0; i < y.Length; i++) y[i] = i < x.Length ? x[i] : 1;
        length = y.Length;
    }

    [Differentiable]
    public static void Powers(double a, double b, double c, out double first, out double second, out double third, out double fourth)
    {
        first = a * b;
        second = b * c;
        third = Math.Exp(a) + c;
        fourth = a;
    }
}
