using Diff.Generators.Ir;

namespace Diff.Generators.Rules;

/// <summary>
/// The derivative of a <see cref="Conversion"/>: between floating-point types the weight is converted, into the tangent's type (forward)
/// or back into the operand's type (reverse). Through an integer, on either side, no derivative passes.
/// </summary>
internal static class ConversionRule
{
    public static bool IsZero(IrType from, IrType to) => from is not ScalarType || to is not ScalarType;

    /// <summary>The weight as a number of another type.</summary>
    /// <param name="to">The operand's type in the reverse sweep, the result's type in forward mode.</param>
    public static Operand Contribution(BlockBuilder builder, Operand weight, IrType to) =>
        weight.Type == to ? weight : builder.Let(new Conversion(weight, IsImplicit(weight.Type, to)), to);

    private static bool IsImplicit(IrType from, IrType to) =>
        from is ScalarType { Kind: ScalarKind.Float } && to is ScalarType { Kind: ScalarKind.Double };
}
