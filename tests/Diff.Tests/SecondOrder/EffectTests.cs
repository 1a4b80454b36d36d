namespace Diff.Tests.SecondOrder;

/// <summary>Second derivatives of methods with effects.</summary>
public static partial class EffectTests
{
    private static int runs;

    [Fact]
    public static void A_product_has_each_effect_once()
    {
        runs = 0;
        Assert.Equal(6 * 0.7 * 0.5, CountedHvp(0.7, 0.5), 1e-15);
        Assert.Equal(1, runs);
    }

    [Fact]
    public static void What_differs_from_run_to_run_has_no_Hessian()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => NoisyHessian(0.7, 0.5, new Random(1)));
        Assert.Contains("NoisyHvp", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => CallsNoisyHessian([0.7, 0.3], new Random(1)));
    }

    [Fact]
    public static void Effects_that_change_no_value_are_repeated_by_a_Hessian()
    {
        Assert.Equal(new[,] { { 6 * 0.7 } }, CountedHessian(0.7));
        Assert.Equal(new[,] { { 6 * 0.7, 0 }, { 0, 6 * 0.3 } }, CallsCountedHessian([0.7, 0.3]));
        Assert.Empty(CallsCountedHessian([]));
    }

    [Fact]
    public static void A_Hessian_changes_what_is_passed_by_reference_once()
    {
        var power = 2;
        var hessian = CubesHessian([0.7, 0.3], ref power);
        Assert.Equal((6 * 0.7, 6 * 0.3), (hessian[0, 0], hessian[1, 1]), (left, right) => Math.Abs(left.Item1 - right.Item1) + Math.Abs(left.Item2 - right.Item2) < 1e-14);
        Assert.Equal(3, power);
        Assert.Throws<InvalidOperationException>(() => CubeHessian(0.7, new double[1]));
    }

    [Differentiable(Order = 2)]
    private static double Cubes(double[] x, ref int power)
    {
        power++;
        var sum = 0.0;
        foreach (var element in x) sum += Math.Pow(element, power);
        return sum;
    }

    [Differentiable(Order = 2)]
    private static double Cube(double x, [NoGradient] double[] runs)
    {
        runs[0]++;
        return x * x * x * runs[0];
    }

    [Differentiable(Order = 2)]
    private static double Counted(double x)
    {
        Count();
        return x * x * x;
    }

    private static void Count() => runs++;

    [Differentiable(Order = 2)]
    private static double Noisy(double x, double y, Random random) => x * x * random.NextDouble() + x * y;

    [Differentiable(Order = 2)]
    private static double CallsNoisy(double[] x, Random random) => Noisy(x[0], x[1], random);

    [Differentiable(Order = 2)]
    private static double CallsCounted(double[] x)
    {
        var sum = 0.0;
        foreach (var element in x) sum += Counted(element);
        return sum;
    }
}
