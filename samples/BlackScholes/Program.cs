using System.Globalization;
using BlackScholes;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

const double spot = 100, strike = 105, rate = 0.03, volatility = 0.2, years = 1.5;
const double tolerance = 1e-12;

var (price, gradient) = EuropeanCall.PriceValueAndGradient(spot, strike, rate, volatility, years);
var expected = Greeks.ClosedForm(spot, strike, rate, volatility, years);

Console.WriteLine($"European call: S = {spot}, K = {strike}, r = {rate}, σ = {volatility}, T = {years}");
Console.WriteLine($"price {price:F10}, and every sensitivity from one reverse sweep:");
Console.WriteLine();
Console.WriteLine($"{"",-22}{"derivative",16}{"closed form",16}{"relative error",18}");

var failures = 0;
Row("Delta  ∂price/∂S", gradient.spot, expected.Delta);
Row("dK     ∂price/∂K", gradient.strike, expected.Strike);
Row("Rho    ∂price/∂r", gradient.rate, expected.Rho);
Row("Vega   ∂price/∂σ", gradient.volatility, expected.Vega);
Row("dT     ∂price/∂T", gradient.years, expected.Time);
Row("Theta  -∂price/∂T", -gradient.years, -expected.Time);

Console.WriteLine();
Console.WriteLine(failures == 0 ? $"All agree to {tolerance:0E-0}." : $"{failures} do not agree to {tolerance:0E-0}.");
return failures;

void Row(string name, double derivative, double closedForm)
{
    var error = Math.Abs(derivative - closedForm) / Math.Abs(closedForm);
    var agrees = error <= tolerance;
    if (!agrees) failures++;
    Console.WriteLine($"{name,-22}{derivative,16:F10}{closedForm,16:F10}{error,18:0.0E+00}{(agrees ? "" : "  FAILED")}");
}
