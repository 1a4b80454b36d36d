namespace GradBench.Evals;

/// <summary>The logarithm of the gamma function, which .NET lacks.</summary>
public static class LogGamma
{
    // Bernoulli numbers B₂ₖ / (2k(2k − 1)); at x ≥ 10 the first term that is left out is below 10⁻¹⁶.
    private static readonly double[] Coefficients =
        [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156];

    /// <summary><c>log Γ(x)</c> for positive <paramref name="x"/>: Stirling's series after <c>Γ(x) = Γ(x + 1) / x</c>.</summary>
    public static double Of(double x)
    {
        var product = 1.0;
        for (; x < 10; x++) product *= x;
        var series = 0.0;
        for (var i = Coefficients.Length - 1; i >= 0; i--) series = series / (x * x) + Coefficients[i];
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series / x - Math.Log(product);
    }

    /// <summary>The logarithm of the multivariate gamma function of <paramref name="dimension"/> d at <paramref name="a"/> > (d − 1)/2.</summary>
    public static double Multivariate(double a, int dimension)
    {
        var sum = 0.25 * dimension * (dimension - 1) * Math.Log(Math.PI);
        for (var j = 1; j <= dimension; j++) sum += Of(a + 0.5 * (1 - j));
        return sum;
    }
}
