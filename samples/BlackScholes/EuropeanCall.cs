using Diff;

namespace BlackScholes;

/// <summary>The Black–Scholes price of a European call on a stock without dividends.</summary>
public static partial class EuropeanCall
{
    /// <summary>The price of the right to buy at <paramref name="strike"/> after <paramref name="years"/> years.</summary>
    /// <param name="spot">Price of the stock today.</param>
    /// <param name="strike">Price agreed for the purchase.</param>
    /// <param name="rate">Continuously compounded interest rate per year.</param>
    /// <param name="volatility">Standard deviation of the logarithmic return over a year.</param>
    /// <param name="years">Time to expiry.</param>
    [Differentiable]
    public static double Price(double spot, double strike, double rate, double volatility, double years)
    {
        var deviation = volatility * Math.Sqrt(years);
        var d1 = (Math.Log(spot / strike) + (rate + 0.5 * volatility * volatility) * years) / deviation;
        var d2 = d1 - deviation;
        return spot * NormalCdf(d1) - strike * Math.Exp(-rate * years) * NormalCdf(d2);
    }

    /// <summary>The probability that a standard normal variable is below <paramref name="x"/>.</summary>
    [Differentiable]
    public static double NormalCdf(double x) => 0.5 * (1 + Special.Erf(x / Math.Sqrt(2)));
}
