namespace Diff.Tests.Kernels;

/// <summary>Loops whose test looks ahead: <c>i + 1 &lt; n</c>.</summary>
public static partial class Neighbours
{
    [Differentiable]
    public static double Products(double[] x)
    {
        var s = 0.0;
        for (var i = 0; i + 1 < x.Length; i++) s += Math.Sin(x[i]) * x[i + 1];
        return s;
    }

    [Differentiable]
    public static double FromTheEndByTwo(double[] x)
    {
        var s = 0.0;
        int i;
        for (i = x.Length - 1; i - 2 >= 0; i -= 2) s += Math.Sin(x[i]) * x[i - 1];
        return s * (i + 2) + x[0];
    }

    [Differentiable]
    public static double UntilItIsLarge(double[] x)
    {
        var s = x[0];
        for (var i = 1; x.Length - 1 >= i + 1; i++)
        {
            if (s > 2) break;
            s = s * x[i] + x[i - 1];
        }

        return s;
    }

    [Differentiable]
    public static double InPlace(double[] x)
    {
        var y = x.ToArray();
        for (var i = 0; i + 2 < y.Length; i++) y[i + 2] += y[i] * y[i + 1];
        for (var i = 0; i + 9 < y.Length; i++) y[i] = 0;
        return y[^1];
    }
}
