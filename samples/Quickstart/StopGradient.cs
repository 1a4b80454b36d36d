using Diff;

namespace Quickstart;

/// <summary>Detach: a value that counts, with a derivative that does not.</summary>
public static partial class StopGradient
{
    /// <summary>Σz with y = x·x, u = Detach(y), z = u·x. Only the last factor is differentiated.</summary>
    [Differentiable]
    public static double SumOfDetachedTimesX(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        foreach (var element in x)
        {
            var y = element * element;
            var u = Gradient.Detach(y);
            sum += u * element;
        }

        return sum;
    }

    /// <summary>The same without the sum, on arrays: u is a constant, whatever it was computed from.</summary>
    [Differentiable]
    public static double[] DetachedTimesX(double[] x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[i];
        var u = Gradient.Detach(y);
        var z = new double[x.Length];
        for (var i = 0; i < x.Length; i++) z[i] = u[i] * x[i];
        return z;
    }

    /// <summary>Σy with the same y: detaching elsewhere changes nothing here.</summary>
    [Differentiable]
    public static double SumOfSquares(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        foreach (var element in x) sum += element * element;
        return sum;
    }

    public static void Show(Report report)
    {
        double[] x = [0, 1, 2, 3];
        var input = $"x = {Report.Format(x)}";
        var (z, gradientOfZ) = SumOfDetachedTimesXValueAndGradient(x);
        var (y, gradientOfY) = SumOfSquaresValueAndGradient(x);

        report.Title("Detach: y = x·x, u = Detach(y), z = u·x");
        report.Row(input, $"Σz = {Report.Format(z)}", gradientOfZ, [0, 1, 4, 9], "u, not 3x²");
        report.Row(input, $"Σy = {Report.Format(y)}", gradientOfY, [0, 2, 4, 6], "still 2x");
        var gradientOfAll = new double[x.Length];
        var all = DetachedTimesXVjp(x, [1, 1, 1, 1], gradientOfAll);
        report.Row(input, $"z = {Report.Format(all)}", gradientOfAll, [0, 1, 4, 9], "weights (1, 1, 1, 1) give u");
        report.End();
    }
}
