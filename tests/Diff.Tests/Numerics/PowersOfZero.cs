using System.Numerics;

namespace Diff.Tests.Numerics;

/// <summary>Complex powers where the base is zero and their logarithm is not there.</summary>
public static partial class PowersOfZero
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(1.5, 0, double.PositiveInfinity)]
    [InlineData(2, 0, 2)]
    [InlineData(2.5, 0, 0)]
    [InlineData(3, 0, 0)]
    public static void Powers_have_their_limits_as_derivatives(double power, double slope, double curvature)
    {
        Assert.Equal(new Complex(slope, 0), RealGradient(Complex.Zero, power).z);
        Assert.Equal((0, slope), (RealJvp(Complex.Zero, power, Complex.ImaginaryOne, 1).Tangent, ImaginaryJvp(Complex.Zero, power, Complex.ImaginaryOne, 1).Tangent));
        Assert.Equal(curvature, RealHvp(Complex.Zero, power, Complex.One, 0).z.Real);
    }

    [Fact]
    public static void A_root_is_infinitely_steep() => Assert.Equal(double.PositiveInfinity, RealGradient(Complex.Zero, 0.5).z.Real);

    [Fact]
    public static void A_power_that_turns_without_end_has_no_derivative()
    {
        Assert.True(double.IsNaN(TurningGradient(Complex.Zero, new Complex(1, 1)).z.Real));
        Assert.Equal(Complex.Zero, TurningGradient(Complex.Zero, new Complex(1.2, 1)).z);
    }

    [Differentiable(Order = 2)]
    internal static double Real(Complex z, double power) => Complex.Pow(z, power).Real;

    [Differentiable]
    internal static double Imaginary(Complex z, double power) => Complex.Pow(z, power).Imaginary;

    [Differentiable]
    internal static double Turning(Complex z, Complex power) => Complex.Pow(z, power).Real;
}
