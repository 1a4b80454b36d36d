namespace Diff.Tests.Kernels;

/// <summary>Variables that loops carry, whose values before and after an iteration are both needed to reverse it.</summary>
public static partial class CarriedValues
{
    [Differentiable]
    public static double ChosenAndUsed(double[] x)
    {
        double y = x[0], s = 0;
        for (var i = 0; i < 6; i++)
        {
            y = y > x[i] ? Math.Sin(y) * x[i] : y * y + x[i];
            s += y * y * Math.Exp(y);
        }

        return s;
    }

    [Differentiable]
    public static double UntilItFalls(double[] x)
    {
        double p = x[0], v = x[1], e = 0;
        for (var t = 0; t < 100; t++)
        {
            var a = -x[2] * p - 0.1 * v * Math.Abs(v);
            v += 0.01 * a;
            p = p > 5 ? 5 : p + 0.01 * v;
            if (p < -1) break;
            e += p * p * v;
        }

        return e / 100 + p;
    }

    [Differentiable]
    public static double HandedOnToEachOther(double[] x)
    {
        double a = x[0], b = x[1], s = 0;
        for (var i = 0; i < 6; i++)
        {
            (a, b) = (b, Math.Sin(a * b) + (a > b ? x[i] : b));
            s += a * a * b * Math.Cos(b);
        }

        return s * a;
    }

    [Differentiable]
    public static double Swapped(double[] x)
    {
        double a = x[0], b = x[1], s = 0;
        foreach (var e in x)
        {
            (a, b) = (b, a);
            s += Math.Sin(a * e) * Math.Cos(b);
            a += 0.1 * e * s;
        }

        return s * a;
    }

    [Differentiable]
    public static double InLoopsThatAreLeft(double[] x)
    {
        double y = x[0], s = 0;
        for (var k = 0; k < 3; k++)
        {
            for (var i = 0; i < 6; i++)
            {
                y = y > x[i] ? Math.Sin(y) * x[i] : y * y * 0.1 + x[i];
                if (y > 3) continue;
                s += y * y * Math.Exp(y);
                if (s > 50) break;
            }

            y *= Math.Cos(s);
            if (s > 100) return y * s;
        }

        return s;
    }

    [Differentiable]
    public static double Countdown(double[] x)
    {
        double y = x[1];
        int n = 9, m = 0;
        while (n > 0)
        {
            var k = n;
            n = y > 0.4 ? n - 2 : n - 1;
            m = n % 3 == 0 ? m + 1 : m;
            y = Math.Sin(y * x[k % x.Length]) + 0.1 * Math.Max(n, 0) * x[m];
        }

        return y * m;
    }
}
