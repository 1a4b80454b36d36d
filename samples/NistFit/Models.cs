using Diff;

namespace NistFit;

/// <summary>The model functions of the two data sets, as NIST states them.</summary>
public static partial class Models
{
    /// <summary>Misra1a, dental research, monomolecular adsorption: b1 (1 - exp(-b2 x)).</summary>
    [Differentiable]
    public static double Misra1a(double b1, double b2, [NoGradient] double x) => b1 * (1 - Math.Exp(-b2 * x));

    /// <summary>Thurber, semiconductor electron mobility against the logarithm of density: a cubic over a cubic.</summary>
    [Differentiable]
    public static double Thurber(double b1, double b2, double b3, double b4, double b5, double b6, double b7, [NoGradient] double x)
    {
        var numerator = b1 + x * (b2 + x * (b3 + x * b4));
        var denominator = 1 + x * (b5 + x * (b6 + x * b7));
        return numerator / denominator;
    }
}
