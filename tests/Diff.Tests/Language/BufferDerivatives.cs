namespace Diff.Tests.Language;

/// <summary>Like <see cref="Derivatives"/>, for a function of an array: <c>F(double[] a)</c>.</summary>
internal static class BufferDerivatives
{
    private const double Ulps = 1e-13;
    private const double Differences = 1e-7;

    public delegate double Primal(double[] a);

    public delegate (double Value, double[] Gradient) Reverse(double[] a);

    public delegate (double Value, double Tangent) Forward(double[] a, ReadOnlySpan<double> aTangent);

    public static void Check(Primal primal, Reverse reverse, Forward forward)
    {
        double[] a = [0.7, 1.3, -0.4, 2.1, 0.9];
        var (value, gradient) = reverse(a);
        Assert.Equal(primal(a), value);
        var differences = GradientCheck.Gradient(p => primal(p), a);
        for (var i = 0; i < a.Length; i++)
        {
            var direction = new double[a.Length];
            direction[i] = 1;
            var (same, tangent) = forward(a, direction);
            Assert.Equal(value, same);
            Assert.InRange(Math.Abs(gradient[i] - tangent), 0, Ulps * Math.Max(1, Math.Abs(tangent)));
            Assert.InRange(Math.Abs(gradient[i] - differences[i]), 0, Differences * Math.Max(1, Math.Abs(tangent)));
        }
    }
}
