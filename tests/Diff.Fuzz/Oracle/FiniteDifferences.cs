using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

/// <summary>A derivative by differences, with how far it may be off.</summary>
public readonly record struct Estimate(double Value, double Uncertainty);

/// <summary>
/// Central differences at two step widths with one extrapolation, over the interpreter's plain values. Detached values are held at those of
/// the middle point, and a column is refused when any perturbed run decides a branch or a kink differently.
/// </summary>
sealed class FiniteDifferences
{
    const double Width = 1e-4;
    readonly FuzzProgram program;
    readonly object[] arguments;
    readonly Trace middle = new();
    readonly double[] values;

    public FiniteDifferences(FuzzProgram program, object[] arguments)
    {
        (this.program, this.arguments) = (program, arguments);
        values = Evaluator.Values(program, arguments, middle, true, value => value);
    }

    public Estimate[]? Column(int column)
    {
        if (middle.Illness is not null) return null;
        var wide = Central(column, Width);
        var narrow = Central(column, Width / 2);
        if (wide is null || narrow is null) return null;
        return [.. wide.Select((value, row) => Extrapolate(value, narrow[row], values[row]))];
    }

    /// <summary>
    /// The extrapolation removes the h² term; what remains is some of the difference between both widths, and the rounding of the values,
    /// a few thousand operations' worth of epsilon divided by the step.
    /// </summary>
    static Estimate Extrapolate(double wide, double narrow, double value) =>
        new((4 * narrow - wide) / 3, Math.Abs(wide - narrow) + 1e-12 * (1 + Math.Abs(value)) / Width + 1e-9 * Math.Abs(narrow));

    double[]? Central(int column, double width)
    {
        var up = Perturbed(column, width);
        var down = Perturbed(column, -width);
        return up is null || down is null ? null : [.. up.Zip(down, (high, low) => (high - low) / (2 * width))];
    }

    double[]? Perturbed(int column, double offset)
    {
        var trace = new Trace(middle.Detached);
        var next = 0;
        var results = Evaluator.Values(program, arguments, trace, true, value => next++ == column ? value + offset : value);
        return trace.Illness is null && trace.Signature == middle.Signature ? results : null;
    }
}
