using Diff;

namespace BlackScholes;

/// <summary>The error function and the rule that tells Diff its derivative.</summary>
/// <remarks>
/// Rational Chebyshev approximations of W. J. Cody, "Rational Chebyshev approximations for the error function",
/// Mathematics of Computation 23 (1969), 631–637, with the coefficients of his later routine CALERF
/// (ACM TOMS 715, 1993). The relative error is a few units in the last place on the whole line.
/// </remarks>
public static class Special
{
    private const double TwoOverSqrtPi = 1.1283791670955126;
    private const double OneOverSqrtPi = 0.5641895835477563;

    /// <summary>erf(x) = 2/√π ∫₀ˣ exp(-t²) dt.</summary>
    public static double Erf(double x)
    {
        var distance = Math.Abs(x);
        if (distance <= 0.46875) return x * Central(x * x);
        var tail = distance <= 4 ? MiddleTail(distance) : FarTail(distance);
        return Math.CopySign(1 - tail, x);
    }

    /// <summary>erf'(x) = 2/√π exp(-x²). Diff uses it wherever a differentiated method calls <see cref="Erf"/>.</summary>
    [DerivativeOf(typeof(Special), nameof(Erf))]
    public static double ErfDerivative(double x) => TwoOverSqrtPi * Math.Exp(-x * x);

    /// <summary>erf(x) / x as a function of x², for |x| ≤ 0.46875.</summary>
    private static double Central(double square) =>
        Ratio(
            square,
            [1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3],
            [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3]);

    /// <summary>1 - erf(x) for 0.46875 &lt; x ≤ 4.</summary>
    private static double MiddleTail(double x) =>
        ExpOfMinusSquare(x) * Ratio(
            x,
            [
                2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
                8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
            ],
            [
                1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
                3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
            ]);

    /// <summary>1 - erf(x) for x > 4.</summary>
    private static double FarTail(double x)
    {
        // There it is below half a unit in the last place of 1, and infinity must not meet 0 · ∞ below.
        if (x > 6) return 0;
        var inverseSquare = 1 / (x * x);
        var correction = inverseSquare * Ratio(
            inverseSquare,
            [
                1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1,
                1.25781726111229246e-1, 1.60837851487422766e-2, 6.58749161529837803e-4,
            ],
            [
                1, 2.56852019228982242, 1.87295284992346047,
                5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3,
            ]);
        return ExpOfMinusSquare(x) * (OneOverSqrtPi - correction) / x;
    }

    /// <summary>Two polynomials of the same degree, highest coefficient first, divided.</summary>
    private static double Ratio(double x, ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator)
    {
        var above = 0.0;
        var below = 0.0;
        for (var i = 0; i < numerator.Length; i++)
        {
            above = above * x + numerator[i];
            below = below * x + denominator[i];
        }

        return above / below;
    }

    /// <summary>exp(-x²) for 0 ≤ x ≤ 6 without the rounding error of x², which the exponential would magnify.</summary>
    private static double ExpOfMinusSquare(double x)
    {
        var head = Math.Truncate(x * 16) / 16;
        return Math.Exp(-head * head) * Math.Exp(-(x - head) * (x + head));
    }
}
