namespace Diff.GradBench.Tests;

/// <summary>Compares a gradient with forward mode and with central differences.</summary>
internal static class Gradients
{
    // Both modes add the same products in another order: some thousand roundings of 10⁻¹⁶ each.
    private const double ModeTolerance = 1e-12;

    // Central differences with the default step are good for about ten digits of the largest values on the way.
    private const double DifferenceTolerance = 1e-6;

    /// <summary>Fails unless <paramref name="gradient"/> is that of <paramref name="f"/> at <paramref name="x"/>.</summary>
    /// <param name="f">The primal, of all independents one after the other.</param>
    /// <param name="x">Where to compare.</param>
    /// <param name="gradient">What reverse mode says.</param>
    /// <param name="directional">What forward mode says, along a direction.</param>
    public static void Agree(Func<double[], double> f, double[] x, double[] gradient, Func<double[], double> directional)
    {
        GradientCheck.Verify(gradient, f, x, DifferenceTolerance);
        for (var i = 0; i < x.Length; i++)
        {
            var direction = new double[x.Length];
            direction[i] = 1;
            var scale = Math.Max(1, gradient.Max(Math.Abs));
            Assert.Equal(gradient[i], directional(direction), ModeTolerance * scale);
        }
    }
}
