using Diff;

namespace Quickstart;

/// <summary>The forward half now, the reverse half later, as often as wanted.</summary>
public static partial class Pullbacks
{
    /// <summary>x·e^y: the derivatives are e^y and x·e^y.</summary>
    [Differentiable]
    public static double Growth(double x, double y) => x * Math.Exp(y);

    public static void Show(Report report)
    {
        const string input = "x = 3, y = 0.5";
        var e = Math.Exp(0.5);

        report.Title("A pullback can be applied again and again, until it is disposed");
        var pullback = GrowthWithPullback(3, 0.5);
        var value = Report.Format(pullback.Value);
        for (var time = 1; time <= 2; time++)
        {
            var (x, y) = pullback.Gradient(1);
            report.Row(input, value, [x, y], [e, 3 * e], $"(e^y, x·e^y), time {time}", tolerance: 1e-15);
        }

        var weighted = pullback.Gradient(10);
        report.Row(input, value, [weighted.x, weighted.y], [10 * e, 30 * e], "weight 10", tolerance: 1e-15);

        pullback.Dispose();
        // A ref struct cannot enter a lambda, hence try and catch here.
        try
        {
            pullback.Gradient(1);
            report.Row("after Dispose", "", "", "throws", holds: false);
        }
        catch (ObjectDisposedException exception)
        {
            report.Row("after Dispose", "", "", "throws", holds: true);
            report.Note(exception.Message);
        }

        report.End();
    }
}
