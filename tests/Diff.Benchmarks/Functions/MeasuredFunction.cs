namespace Diff.Benchmarks.Functions;

/// <summary>
/// One function measured three ways. Each delegate makes the given number of calls and returns a sum, so that no call is dropped.
/// </summary>
/// <param name="Name">What is measured.</param>
/// <param name="Primal">The function alone.</param>
/// <param name="Derivative">Generated value and gradient.</param>
/// <param name="HandWritten">Value and gradient by hand.</param>
/// <param name="PrimalLimit">Largest ratio to the primal we accept, if there is one.</param>
/// <param name="HandWrittenLimit">Largest ratio to the hand-written gradient we accept, if there is one.</param>
public sealed record MeasuredFunction(
    string Name,
    Func<int, double> Primal,
    Func<int, double> Derivative,
    Func<int, double> HandWritten,
    double? PrimalLimit = null,
    double? HandWrittenLimit = null)
{
    public override string ToString() => Name;

    /// <summary>Makes calls, each with its number, and adds up what they return.</summary>
    public static Func<int, double> Repeat(Func<int, double> call) => calls =>
    {
        var sum = 0.0;
        for (var i = 0; i < calls; i++) sum += call(i);
        return sum;
    };
}
