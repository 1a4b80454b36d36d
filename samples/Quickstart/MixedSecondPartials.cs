using Diff;

namespace Quickstart;

/// <summary>Second derivatives by differencing the gradient: ∂²f/∂x∂y is the same from both sides.</summary>
public static partial class MixedSecondPartials
{
    /// <summary>sin(xy) + x²y, whose mixed second partial is cos(xy) - xy·sin(xy) + 2x.</summary>
    [Differentiable]
    public static double Wave(double x, double y) => Math.Sin(x * y) + x * x * y;

    public static void Show(Report report)
    {
        const double x = 0.7, y = 1.3;
        // A central difference of an exact gradient: its error is about h² from the series and ε/h from rounding.
        const double h = 6e-6;
        var xThenY = (WaveGradient(x, y + h).x - WaveGradient(x, y - h).x) / (2 * h);
        var yThenX = (WaveGradient(x + h, y).y - WaveGradient(x - h, y).y) / (2 * h);
        var exact = Math.Cos(x * y) - x * y * Math.Sin(x * y) + 2 * x;
        var input = $"({x}, {y})";
        var value = Report.Format(Wave(x, y));

        report.Title("Mixed second partials agree");
        report.Row(input, value, [xThenY], [exact], "∂/∂y of ∂f/∂x, in closed form", tolerance: 1e-9);
        report.Row(input, value, [yThenX], [exact], "∂/∂x of ∂f/∂y, in closed form", tolerance: 1e-9);
        report.Row(input, value, [yThenX], [xThenY], "the same from both sides", tolerance: 1e-9);
        report.End();
    }
}
