using Diff;

namespace Quickstart;

/// <summary>Every call returns its own gradient; adding up several is a separate wish, with its own name.</summary>
public static partial class SeparateGradients
{
    [Differentiable]
    public static double Sum(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        foreach (var element in x) sum += element;
        return sum;
    }

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

        report.Title("Gradients do not pollute each other, unless you add them up");
        var (squares, gradientOfSquares) = SumOfSquaresValueAndGradient(x);
        var (sum, gradientOfSum) = SumValueAndGradient(x);
        report.Row(input, $"Σx² = {Report.Format(squares)}", gradientOfSquares, [0, 2, 4, 6], "2x");
        report.Row(input, $"Σx = {Report.Format(sum)}", gradientOfSum, [1, 1, 1, 1], "1, without a trace of 2x");

        // …ValueAndGradient overwrites its buffer, …Vjp adds into it.
        var buffer = new double[x.Length];
        SumOfSquaresValueAndGradient(x, buffer);
        SumOfSquaresValueAndGradient(x, buffer);
        report.Row(input, "Σx² into a buffer, twice", buffer, [0, 2, 4, 6], "overwritten: 2x");
        SumVjp(x, 1, buffer);
        report.Row(input, "… then SumVjp", buffer, [1, 3, 5, 7], "added: 2x + 1");
        report.End();
    }
}
