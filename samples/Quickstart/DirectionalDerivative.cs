using Diff;

namespace Quickstart;

/// <summary>Forward mode: the derivative along a direction, without forming the gradient.</summary>
public static partial class DirectionalDerivative
{
    [Differentiable]
    public static double Rosenbrock(double x, double y)
    {
        var a = 1 - x;
        var b = y - x * x;
        return a * a + 100 * b * b;
    }

    public static void Show(Report report)
    {
        const double x = -1.2, y = 1;
        var gradient = RosenbrockGradient(x, y);

        report.Title("The derivative along v is ∇f · v");
        foreach (var (vx, vy) in new[] { (1.0, 0.0), (0.0, 1.0), (3.0, -4.0) })
        {
            var (value, tangent) = RosenbrockJvp(x, y, xTangent: vx, yTangent: vy);
            report.Row(
                $"({x}, {y}), v = {Report.Format(vx, vy)}", Report.Format(value),
                [tangent], [gradient.x * vx + gradient.y * vy], "∇f · v", tolerance: 1e-14);
        }

        report.End();
    }
}
