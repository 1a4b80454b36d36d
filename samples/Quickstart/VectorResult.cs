using Diff;

namespace Quickstart;

/// <summary>A vector has no gradient: it needs weights, one per component.</summary>
public static partial class VectorResult
{
    /// <summary>y = x·x, component by component.</summary>
    [Differentiable]
    public static (double A, double B, double C) Square(double a, double b, double c) => (a * a, b * b, c * c);

    /// <summary>The same for arrays of any length.</summary>
    [Differentiable]
    public static double[] SquareAll(double[] x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[i];
        return y;
    }

    public static void Show(Report report)
    {
        const string input = "x = (1, 2, 3)";

        report.Title("A vector-valued y = x·x needs weights");
        Weighted(1, 1, 1, [2, 4, 6], "ones give 2x");
        Weighted(1, 0, 0, [2, 0, 0], "the first component alone");
        Weighted(0.5, 10, -1, [1, 40, -6], "2x, weighted");
        WeightedAll([1, 1, 1, 1], [0, 2, 4, 6], "ones give 2x");
        WeightedAll([5, 0.5, 10, -1], [0, 1, 40, -6], "2x, weighted");
        report.End();

        void WeightedAll(ReadOnlySpan<double> weights, ReadOnlySpan<double> expected, string claim)
        {
            double[] x = [0, 1, 2, 3];
            var gradient = new double[x.Length];
            var y = SquareAllVjp(x, weights, gradient);
            report.Row($"x = {Report.Format(x)}", $"y = {Report.Format(y)}", gradient, expected, $"weights {Report.Format(weights)}, {claim}");
        }

        void Weighted(double wa, double wb, double wc, ReadOnlySpan<double> expected, string claim)
        {
            var (a, b, c) = (0.0, 0.0, 0.0);
            var y = SquareVjp(1, 2, 3, (wa, wb, wc), ref a, ref b, ref c);
            report.Row(input, $"y = {Report.Format(y.A, y.B, y.C)}", [a, b, c], expected, $"weights {Report.Format(wa, wb, wc)}, {claim}");
        }
    }
}
