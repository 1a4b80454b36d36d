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

    // More inputs than outputs, without memory: what the halves share is a record.
    [Differentiable]
    public static void Sides(double a, double b, double c, double d, out double first, out double second, out double third)
    {
        first = a * b + Math.Exp(c);
        second = b / c * d;
        third = Math.Sqrt(a * d) + b;
    }

    // An input that is written and read back, in a loop that is left early.
    [Differentiable]
    public static void Mixes(ReadOnlySpan<double> x, double by, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            if (y[i % y.Length] > 4) break;
            y[i % y.Length] = y[(i + 1) % y.Length] * x[i] + by * y[i % y.Length];
            y[0] *= Math.Cos(y[0]);
        }
    }

    // Callees that return numbers and arrays, write spans, change references and call themselves.
    [Differentiable(Order = 2)]
    public static double[] Calls(double[] x)
    {
        var (sums, scaled) = (new double[11], new double[x.Length]);
        Scale(x, Norm(x), scaled);
        Scan(scaled);
        var a = x[0];
        Turn(ref a, scaled[^1], out var turned);
        var powers = MakePowers(0.5 * a, 5);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = scaled[i % scaled.Length] * turned + powers[i % 5] / Factorial(i % 3);
            if (i % 4 == 1) Scan(sums.AsSpan(0, i));
            if (i == 7) sums[i] += Halve(x[0], 4);
        }

        return sums;
    }

    public static double Softplus(double x) => Math.Log(1 + Math.Exp(x));

    [DerivativeOf(typeof(Bundles), nameof(Softplus))]
    public static double SoftplusDerivative(double x) => 1 / (1 + Math.Exp(-x));

    private static double Growth(double rate, int n) => Factorial(n) * Math.Exp(rate * n);

    private static double Factorial(int n)
    {
        var product = 1.0;
        for (; n > 1; n--) product *= n;
        return product;
    }

    // Custom rules, and code without marks that changes nothing.
    [Differentiable]
    public static double[] Softens(double[] x)
    {
        var sums = new double[11];
        for (var i = 0; i < sums.Length; i++) sums[i] = Softplus(x[i % x.Length] * x[0]) / Factorial(i % 4) + (i > 0 ? 0.1 * sums[i - 1] * x[^1] : Factorial(3));
        return sums;
    }

    [Differentiable(Order = 2)]
    public static double Total(double[] x)
    {
        var total = 0.0;
        foreach (var element in Calls(x)) total += element * element * x[^1] / Growth(0.5, 2);
        return total + Norm(x.AsSpan(0, x.Length - 1));
    }

    [Differentiable(Order = 2)]
    private static double Norm(ReadOnlySpan<double> v)
    {
        var sum = 1.0;
        foreach (var element in v) sum += element * element;
        return Math.Sqrt(sum);
    }

    [Differentiable(Order = 2)]
    private static void Scale(ReadOnlySpan<double> v, double by, Span<double> scaled)
    {
        for (var i = 0; i < v.Length; i++) scaled[i] = v[i] / by;
    }

    [Differentiable(Order = 2)]
    private static void Scan(Span<double> v)
    {
        for (var i = 1; i < v.Length; i++) v[i] += 0.1 * v[i - 1] * v[i];
    }

    [Differentiable(Order = 2)]
    private static void Turn(ref double a, double by, out double turned)
    {
        for (var i = 0; i < 3; i++) a = Math.Sin(a) * by + 0.5 * a;
        turned = a * by;
    }

    /// <summary>What a call gets is constant for the first of two arrays, and what it gives goes nowhere.</summary>
    [Differentiable(Order = 2)]
    public static double Constants(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < 3; i++) sum = (0.5 * sum) + (x[i % x.Length] * WithConstants(x));
        return sum;
    }

    [Differentiable(Order = 2)]
    private static double WithConstants(double[] x)
    {
        var (zeros, squares) = (new double[4], new double[4]);
        var sum = Alike(zeros, squares);
        for (var i = 0; i < x.Length; i++) squares[i % 4] += x[i] * x[i];
        return sum + (squares[0] * x[^1]);
    }

    [Differentiable(Order = 2)]
    private static double Alike(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++) sum += Math.Cos(p[i] * q[i]) / (1 + (sum * sum));
        return sum;
    }

    [Differentiable(Order = 2)]
    private static double[] MakePowers(double a, int count)
    {
        var powers = new double[count];
        for (var i = 0; i < count; i++) powers[i] = i == 0 ? 1 : powers[i - 1] * a;
        return powers;
    }

    [Differentiable(Order = 2)]
    private static double Halve(double a, int n)
    {
        if (n < 2) return a;
        var sum = Halve(0.9 * a, n - 1) + Halve(a + 0.1, n - 2);
        for (var i = 0; i < 2; i++) sum = Math.Cos(sum) + 0.5 * sum;
        return sum;
    }
}
