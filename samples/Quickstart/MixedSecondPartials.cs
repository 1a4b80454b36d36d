using Diff;

namespace Quickstart;

/// <summary>Second derivatives: ∂²f/∂x∂y is the same from both sides.</summary>
public static partial class MixedSecondPartials
{
    /// <summary>sin(xy) + x²y, whose mixed second partial is cos(xy) - xy·sin(xy) + 2x.</summary>
    [Differentiable(Order = 2)]
    public static double Wave(double x, double y) => Math.Sin(x * y) + x * x * y;

    public static void Show(Report report)
    {
        const double x = 0.7, y = 1.3;
        var xThenY = WaveHvp(x, y, 0, 1).x;
        var yThenX = WaveHvp(x, y, 1, 0).y;
        var hessian = WaveHessian(x, y);
        var exact = Math.Cos(x * y) - x * y * Math.Sin(x * y) + 2 * x;
        var input = $"({x}, {y})";
        var value = Report.Format(Wave(x, y));

        report.Title("Mixed second partials agree");
        report.Row(input, value, [xThenY], [exact], "∂/∂y of ∂f/∂x, in closed form", tolerance: 1e-15);
        report.Row(input, value, [yThenX], [exact], "∂/∂x of ∂f/∂y, in closed form", tolerance: 1e-15);
        report.Row(input, value, [hessian[0, 1]], [hessian[1, 0]], "the Hessian is symmetric to the last bit");
        report.End();
    }
}
