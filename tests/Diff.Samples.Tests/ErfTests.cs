using BlackScholes;

namespace Diff.Samples.Tests;

public sealed class ErfTests
{
    // Two roundings in the rational function, one in the product and up to one in the exponential: 4 ε.
    private const double Tolerance = 4 * 1.1102230246251565e-16;

    /// <summary>x, erf(x) and erf'(x), computed with 25 digits and rounded to 20.</summary>
    public static TheoryData<double, double, double> Reference => new()
    {
        { 0.001, 0.0011283787909692364034, 1.1283780387169096678 },
        { 0.1, 0.1124629160182848984, 1.1171516067889369419 },
        { 0.25, 0.27632639016823693299, 1.0600141293761142435 },
        { 0.46875, 0.49261347321793799159, 0.90579313677511583678 },
        { 0.5, 0.52049987781304653768, 0.87878257893544479409 },
        { 1, 0.84270079294971486934, 0.41510749742059470334 },
        { 1.5, 0.96610514647531072707, 0.11893028922362937153 },
        { 2, 0.99532226501895273416, 0.020666985354092053857 },
        { 3, 0.99997790950300141456, 0.00013925305194674785389 },
        { 4, 0.99999998458274209972, 1.2698234671866558268e-7 },
        { 4.5, 0.99999999980338395585, 1.8113058959086899206e-9 },
        { 5.5, 0.99999999999999264215, 8.2233160452629220006e-14 },
    };

    [Theory]
    [MemberData(nameof(Reference))]
    public void Erf_has_the_reference_value(double x, double erf, double derivative)
    {
        Assert.Equal(erf, Special.Erf(x), Tolerance * erf);
        Assert.Equal(-erf, Special.Erf(-x), Tolerance * erf);
        // Rounding x² costs x² ε in the exponential.
        Assert.Equal(derivative, Special.ErfDerivative(x), (4 + x * x) * 1.1102230246251565e-16 * derivative);
        Assert.Equal(Special.ErfDerivative(x), Special.ErfDerivative(-x));
    }

    [Fact]
    public void Erf_is_exact_at_zero_and_far_out()
    {
        Assert.Equal(0, Special.Erf(0));
        Assert.Equal(1, Special.Erf(7));
        Assert.Equal(-1, Special.Erf(-7));
        Assert.Equal(1, Special.Erf(double.PositiveInfinity));
        Assert.Equal(double.NaN, Special.Erf(double.NaN));
        Assert.Equal(0, Special.ErfDerivative(double.NegativeInfinity));
    }

    [Theory]
    [InlineData(0.46875)]
    [InlineData(4)]
    [InlineData(6)]
    public void The_approximations_meet(double seam) =>
        Assert.Equal(Special.Erf(seam), Special.Erf(Math.BitIncrement(seam)), 2 * Tolerance);
}
