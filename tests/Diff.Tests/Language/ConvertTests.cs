namespace Diff.Tests.Language;

/// <summary>The class <c>Convert</c>, which casts.</summary>
public static partial class ConvertTests
{
    [Fact]
    public static void A_number_converted_to_a_number_keeps_its_derivative() => Derivatives.Check(Converted, ConvertedValueAndGradient, ConvertedJvp);

    [Differentiable]
    private static double Converted(double x, double y) =>
        Convert.ToDouble(x) * x * y + Convert.ToDouble(3) * y + Convert.ToDouble("2", System.Globalization.CultureInfo.InvariantCulture) * x;

    [Fact]
    public static void A_number_converted_to_float_and_back_has_slope_one()
    {
        Assert.Equal(2.0, SingleGradient(0.7), 1e-12);
        Assert.Equal(Single(0.7), SingleValueAndGradient(0.7).Value);
        Assert.Equal(2.0, SingleJvp(0.7, 1).Tangent, 1e-12);
    }

    [Differentiable]
    private static double Single(double x) => Convert.ToDouble(Convert.ToSingle(x)) * 2;
}
