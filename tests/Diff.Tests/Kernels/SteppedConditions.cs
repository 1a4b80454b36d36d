namespace Diff.Tests.Kernels;

/// <summary>Loops that step their index where they test it.</summary>
public static partial class SteppedConditions
{
    [Differentiable]
    public static double Backwards(double[] x)
    {
        var s = 1.0;
        for (var i = x.Length; i-- > 0;) s = s * 0.5 + x[i] * Math.Sin(s);
        return s;
    }

    [Differentiable]
    public static double BackSubstitution(double[] x)
    {
        var y = new double[x.Length];
        for (var i = x.Length; i-- > 0;)
        {
            y[i] = x[i];
            for (var j = x.Length; --j > i;) y[i] -= 0.3 * x[j] * y[j];
        }

        return y[0] * y[1] + y[^1];
    }

    [Differentiable]
    public static double IndexIsUsedAfterwards(double[] x)
    {
        var (n, s) = (x.Length - 1, 1.0);
        while (n-- > 2) s = s * x[n] + x[n + 1];
        return s * n + x[n];
    }

    [Differentiable]
    public static double NoIteration(double[] x)
    {
        var (n, s) = (0, x[0]);
        while (n-- > 0) s *= 2;
        while (++n < 0) s *= 3;
        return s * s + n;
    }

    [Differentiable]
    public static double Skipping(double[] x)
    {
        var s = 1.0;
        for (var i = x.Length; i-- > 0;)
        {
            if (x[i] < 0) continue;
            var k = 0;
            while (k++ < i) s = s * 0.7 + x[i] * x[k] * s;
        }

        return s;
    }

    [Differentiable]
    public static double LeftEarly(double[] x)
    {
        var (n, s) = (x.Length, 1.0);
        while (n-- > 0)
        {
            s += x[n] * s;
            if (s < -1) break;
        }

        return s * x[n] + n;
    }

    [Differentiable]
    public static double BoundChanges(double[] x)
    {
        var (k, n, s) = (0, x.Length, 1.0);
        while (k++ < n)
        {
            s = s * x[k] + x[n - 1];
            n--;
        }

        return s + n * k * x[0];
    }

    [Differentiable]
    public static double BothEnds(double[] x)
    {
        var (lo, hi, s) = (-1, x.Length, 1.0);
        while (++lo < --hi) s = s * x[lo] + x[hi];
        return s + lo * x[1];
    }

    [Differentiable]
    public static double LastIntegers(double[] x)
    {
        var s = x[0];
        for (var i = int.MinValue; i-- > 0;) s *= i;
        for (var i = int.MinValue + 2; i-- > int.MinValue;) s += x[1] * s;
        return s;
    }

    [Differentiable]
    public static double Unsure(double[] x)
    {
        var list = new List<double>();
        foreach (var v in x) list?.Add(v * x[0]);
        list?.RemoveAt(0);
        return list![0] * list[^1];
    }
}
