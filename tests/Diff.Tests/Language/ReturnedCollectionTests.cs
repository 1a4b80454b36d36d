using Diff.Tests.Library;

namespace Diff.Tests.Language;

/// <summary>The members of methods that return collections: like those of methods that return arrays, and with arrays as values.</summary>
public static partial class ReturnedCollectionTests
{
    [Differentiable]
    private static List<double> Powers(double x, int count)
    {
        var powers = new List<double>();
        for (var power = x; powers.Count < count; power *= x) powers.Add(power);
        return powers;
    }

    [Differentiable]
    private static IReadOnlyList<double> Products(IReadOnlyList<double> x, double factor) => x.Select(value => value * factor).ToList();

    [Differentiable(Order = 2)]
    private static List<double> Waves(double x, double y) => [Math.Sin(x * y), x * y * y, Math.Exp(x)];

    [Differentiable(Order = 2)]
    private static double Energy(double x, double y)
    {
        var waves = Waves(x, y);
        waves.Add(waves[0] * waves[1]);
        return waves.Sum(wave => wave * wave);
    }

    [Differentiable]
    private static double FromElsewhere(double x, double y)
    {
        var differences = Sequences.Differences([x, y, x * y], y);
        differences.Add(x);
        return differences.Sum(value => value * value);
    }

    [Fact]
    public static void Methods_of_other_assemblies_return_them() => Derivatives.Check(FromElsewhere, FromElsewhereValueAndGradient, FromElsewhereJvp);

    [Differentiable]
    private static double[] Widened(float[] values) => [0, .. values, .. values.Select(value => value * value)];

    [Fact]
    public static void Spread_numbers_are_converted()
    {
        float[] gradient = [0, 0];
        Assert.Equal([0, 1, 2, 1, 4], WidenedVjp([1, 2], [1, 10, 100, 1000, 10000], gradient));
        Assert.Equal([10 + 2000, 100 + 40000], gradient);
    }

    [Fact]
    public static void Weights_are_those_of_the_elements()
    {
        var gradient = 0.5;
        var value = PowersVjp(2, 3, [1, 10, 100], ref gradient);
        Assert.Equal([2, 4, 8], value);
        Assert.Equal(0.5 + 1 + 10 * 4 + 100 * 12, gradient);
    }

    [Fact]
    public static void Tangents_are_those_of_the_elements()
    {
        var (value, tangent) = PowersJvp(2, 3, 0.5);
        Assert.Equal([2, 4, 8], value);
        Assert.Equal([0.5, 2, 6], tangent);
    }

    [Fact]
    public static void Rows_of_the_Jacobian_are_elements()
    {
        double[,] expected = { { 3, 0, 5 }, { 0, 3, 7 } };
        Assert.Equal(expected, ProductsJacobian(new List<double> { 5, 7 }, 3));
    }

    [Fact]
    public static void Pullbacks_take_a_weight_for_each_element()
    {
        using var pullback = ProductsWithPullback(new List<double> { 5, 7 }, 3);
        Assert.Equal([15, 21], pullback.Value);
        var (x, factor) = pullback.Gradient([1, 2]);
        Assert.Equal([3, 6], x);
        Assert.Equal(19, factor);
    }

    [Fact]
    public static void Weights_of_another_length_are_refused() => Assert.Throws<ArgumentException>(() =>
    {
        var gradient = 0.0;
        PowersVjp(2, 3, [1, 10], ref gradient);
    });

    [Fact]
    public static void Callers_have_second_derivatives()
    {
        var hessian = EnergyHessian(0.7, 1.3);
        var (along, across) = EnergyHvp(0.7, 1.3, 1, 0);
        Assert.Equal(hessian[0, 0], along, 1e-12);
        Assert.Equal(hessian[1, 0], across, 1e-12);
        const double Step = 1e-5;
        var (above, below) = (EnergyGradient(0.7 + Step, 1.3), EnergyGradient(0.7 - Step, 1.3));
        Assert.Equal((above.x - below.x) / (2 * Step), along, 1e-6);
        Assert.Equal((above.y - below.y) / (2 * Step), across, 1e-6);
    }
}
