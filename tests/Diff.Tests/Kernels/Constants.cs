namespace Diff.Tests.Kernels;

/// <summary>Variables with values that C# would reject or compute otherwise if they stood in their place as constants.</summary>
public static partial class Constants
{
    [Differentiable]
    public static double SaturatedConversions(double[] x)
    {
        var (large, none, negative) = (1e20, double.NaN, -3e9f);
        var (whole, missing, unsigned, wide) = ((int)large, (long)none, (uint)negative, (ulong)large);
        return x[0] * (whole * 1e-9) + missing + x[1] * unsigned + wide * 1e-19 * x[2];
    }

    [Differentiable]
    public static double SmallIntegers(double[] x)
    {
        var huge = 1e30f;
        var (odd, long16) = (300.7, 70000.5);
        var (cut, low, letter, signed, word) = ((short)huge, (byte)odd, (char)odd, (sbyte)-odd, (ushort)long16);
        return x[0] * cut + x[1] * (low + letter + signed) * 0.01 + x[2] * word * 0.001;
    }

    [Differentiable]
    public static double ComputedConstants(double[] x)
    {
        var billion = 1e9;
        var (four, minus, small) = ((int)(billion * 4), (int)(0 - billion / 0.1), checked((int)41.7));
        return x[0] * small + (x[1] * four + x[2] * minus) * 1e-9;
    }
}
