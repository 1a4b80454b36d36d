namespace Diff.Tests.SecondOrder;

/// <summary>Methods without derivatives that fill constant arrays, whose elements the reverse sweep reads.</summary>
public static partial class ConstantCallTests
{
    private static readonly double[] X = [0.3, 0.5, -0.2, 0.9];

    [Fact]
    public static void An_unmarked_method_fills_a_constant_array() =>
        SecondDerivatives.Check(x => FilledGradient(x), (x, v) => FilledHvp(x, v), x => FilledHessian(x), X);

    [Fact]
    public static void A_part_of_a_constant_array_is_sorted() =>
        SecondDerivatives.Check(x => SortedGradient(x), (x, v) => SortedHvp(x, v), x => SortedHessian(x), X);

    [Fact]
    public static void Keys_may_be_sorted_without_values() =>
        Assert.Equal(new double[,] { { 0, 0, 1, 0 }, { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 0, 1 } }, KeysAloneJacobian(X));

    [Differentiable(Order = 2)]
    private static double Filled(ReadOnlySpan<double> x)
    {
        var weights = new double[x.Length];
        Fill(weights, 3);
        var sum = 1.0;
        for (var i = 0; i < x.Length; i++) sum += sum * weights[i] * x[i];
        return sum;
    }

    [Differentiable(Order = 2)]
    private static double Sorted(ReadOnlySpan<double> x)
    {
        var weights = new double[x.Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = Math.Sin(5 * i);
        Array.Sort(weights, 1, weights.Length - 1);
        var sum = 1.0;
        for (var i = 0; i < x.Length; i++) sum += sum * weights[i] * x[i];
        return sum;
    }

    [Differentiable]
    private static double[] KeysAlone(double[] x)
    {
        var keys = (double[])x.Clone();
        Array.Sort<double, int>(keys, null);
        return keys;
    }

    private static void Fill(double[] weights, int depth)
    {
        for (var i = 0; i < weights.Length; i++) weights[i] = 0.1 * (i + depth);
        if (depth > 0) Fill(weights, depth - 1);
    }
}
