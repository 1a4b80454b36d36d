using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>A differentiable result with its weight.</summary>
/// <param name="Type">Of its weight and tangent.</param>
/// <param name="Result">Index among the method's results; -1 for a buffer that the method writes.</param>
/// <param name="Parameter">Index of the parameter that delivers it; -1 for the returned value.</param>
internal sealed record Weighted(IrType Type, int Result, int Parameter, Formal Weight, string Tangent)
{
    /// <summary>The parameter of the hidden halves, which take the weights of a returned tuple of arrays one by one.</summary>
    public Formal InHalf { get; init; } = Weight with { Modifier = "" };

    public bool IsWrittenBuffer => Result < 0;
}
