using BlackScholes;

namespace Diff.Samples.Tests;

public sealed class BlackScholesTests
{
    // The gradient and the closed form each take about 50 roundings of terms no larger than the spot.
    private const double Tolerance = 1e-12;

    [Fact]
    public void The_sensitivities_are_the_published_ones()
    {
        var gradient = EuropeanCall.PriceGradient(100, 105, 0.03, 0.2, 1.5);
        // Half a unit of the last published digit.
        Assert.Equal(0.5426059888, gradient.spot, 5e-11);
        Assert.Equal(-0.4255535308, gradient.strike, 5e-11);
        Assert.Equal(67.0246811, gradient.rate, 5e-8);
        Assert.Equal(48.58134346, gradient.volatility, 5e-9);
        Assert.Equal(4.579249852, gradient.years, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Reverse_mode_gives_the_closed_forms(double spot, double strike, double rate, double volatility, double years)
    {
        var (value, gradient) = EuropeanCall.PriceValueAndGradient(spot, strike, rate, volatility, years);
        var expected = Greeks.ClosedForm(spot, strike, rate, volatility, years);
        Assert.Equal(EuropeanCall.Price(spot, strike, rate, volatility, years), value);
        Assert.Equal(expected.Delta, gradient.spot, Tolerance);
        Assert.Equal(expected.Strike, gradient.strike, Tolerance);
        Assert.Equal(expected.Rho, gradient.rate, Tolerance * spot);
        Assert.Equal(expected.Vega, gradient.volatility, Tolerance * spot);
        Assert.Equal(expected.Time, gradient.years, Tolerance * spot);
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Forward_mode_gives_the_same_along_any_direction(double spot, double strike, double rate, double volatility, double years)
    {
        var g = EuropeanCall.PriceGradient(spot, strike, rate, volatility, years);
        var (_, tangent) = EuropeanCall.PriceJvp(spot, strike, rate, volatility, years, 1, -2, 0.3, 0.4, -0.5);
        Assert.Equal(g.spot - 2 * g.strike + 0.3 * g.rate + 0.4 * g.volatility - 0.5 * g.years, tangent, Tolerance * spot);
    }

    public static TheoryData<double, double, double, double, double> Options()
    {
        var options = new TheoryData<double, double, double, double, double>();
        foreach (var strike in new[] { 60.0, 95, 100, 140 })
        {
            foreach (var volatility in new[] { 0.1, 0.2, 0.6 })
            {
                foreach (var years in new[] { 0.25, 1.5, 4 }) options.Add(100, strike, 0.03, volatility, years);
            }
        }

        return options;
    }
}
