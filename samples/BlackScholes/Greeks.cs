namespace BlackScholes;

/// <summary>The partial derivatives of the price of a European call.</summary>
/// <param name="Delta">∂price/∂spot.</param>
/// <param name="Strike">∂price/∂strike.</param>
/// <param name="Rho">∂price/∂rate.</param>
/// <param name="Vega">∂price/∂volatility.</param>
/// <param name="Time">∂price/∂years, the negative of what traders call theta.</param>
public sealed record Greeks(double Delta, double Strike, double Rho, double Vega, double Time)
{
    /// <summary>
    /// The textbook formulas, derived by hand (J. Hull, "Options, Futures, and Other Derivatives", chapter "The Greek Letters").
    /// </summary>
    public static Greeks ClosedForm(double spot, double strike, double rate, double volatility, double years)
    {
        var root = Math.Sqrt(years);
        var d1 = (Math.Log(spot / strike) + (rate + volatility * volatility / 2) * years) / (volatility * root);
        var d2 = d1 - volatility * root;
        var discounted = strike * Math.Exp(-rate * years);
        var density = Math.Exp(-d1 * d1 / 2) / Math.Sqrt(2 * Math.PI);
        return new Greeks(
            Delta: EuropeanCall.NormalCdf(d1),
            Strike: -Math.Exp(-rate * years) * EuropeanCall.NormalCdf(d2),
            Rho: years * discounted * EuropeanCall.NormalCdf(d2),
            Vega: spot * root * density,
            Time: spot * density * volatility / (2 * root) + rate * discounted * EuropeanCall.NormalCdf(d2));
    }
}
