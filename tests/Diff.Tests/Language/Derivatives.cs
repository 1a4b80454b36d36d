namespace Diff.Tests.Language;

/// <summary>
/// Checks the generated members of a function of two variables: the value is bit-identical to the primal, reverse and forward mode agree, and
/// both agree with central differences.
/// </summary>
internal static class Derivatives
{
    // Reverse and forward mode round in different orders; a few dozen operations cost a few dozen ulps.
    private const double Ulps = 1e-13;

    // A central difference with step 6e-6 of a function of size 1: truncation and rounding are about 1e-10 each.
    private const double Differences = 1e-7;

    public delegate double Primal(double x, double y);

    public delegate (double Value, (double x, double y) Gradient) Reverse(double x, double y);

    public delegate (double Value, double Tangent) Forward(double x, double y, double xTangent, double yTangent);

    public static void Check(Primal primal, Reverse reverse, Forward forward, params (double X, double Y)[] points)
    {
        foreach (var (x, y) in points.Length > 0 ? points : [(0.7, 1.3), (1.9, -0.4), (-1.1, 2.3)])
        {
            var (value, gradient) = reverse(x, y);
            Assert.Equal(primal(x, y), value);
            Assert.Equal(primal(x, y), forward(x, y, 1, 0).Value);
            Close(gradient.x, forward(x, y, 1, 0).Tangent, Ulps);
            Close(gradient.y, forward(x, y, 0, 1).Tangent, Ulps);
            var differences = GradientCheck.Gradient(p => primal(p[0], p[1]), [x, y]);
            Close(gradient.x, differences[0], Differences);
            Close(gradient.y, differences[1], Differences);
        }
    }

    private static void Close(double expected, double actual, double tolerance) =>
        Assert.InRange(Math.Abs(actual - expected), 0, tolerance * Math.Max(1, Math.Abs(expected)));
}
