using Diff;

namespace Quickstart;

/// <summary>The gradient of a scalar function of a vector.</summary>
public static partial class QuadraticForm
{
    /// <summary>2·xᵀx, whose gradient is 4x.</summary>
    [Differentiable]
    public static double TwiceSquaredNorm(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        foreach (var element in x) sum += element * element;
        return 2 * sum;
    }

    public static void Show(Report report)
    {
        double[] x = [0, 1, 2, 3];
        var (value, gradient) = TwiceSquaredNormValueAndGradient(x);

        report.Title("The gradient of 2·xᵀx is 4x");
        report.Row($"x = {Report.Format(x)}", Report.Format(value), gradient, [0, 4, 8, 12], "4x");
        report.End();
    }
}
