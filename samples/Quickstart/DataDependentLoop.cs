using Diff;

namespace Quickstart;

/// <summary>Control flow that depends on the data: the derivative of the path taken.</summary>
public static partial class DataDependentLoop
{
    /// <summary>Doubles until the result is large; piecewise linear in a, so its derivative is f(a)/a.</summary>
    [Differentiable]
    public static double Doubled(double a)
    {
        var b = 2 * a;
        while (Math.Abs(b) < 1000) b *= 2;
        var c = b > 0 ? b : 100 * b;
        return c;
    }

    public static void Show(Report report)
    {
        report.Title("A loop whose trip count depends on the data");
        foreach (var a in new[] { 0.3, 1, -7.5, 1234 })
        {
            var (value, gradient) = DoubledValueAndGradient(a);
            // Powers of two and the factor 100 are exact, the division rounds once.
            report.Row($"a = {Report.Format(a)}", Report.Format(value), [gradient], [value / a], "f(a)/a", tolerance: 1e-15);
        }

        report.End();
    }
}
