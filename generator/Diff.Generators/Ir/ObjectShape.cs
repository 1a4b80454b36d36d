using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>The cells of an object that is memory, or of its gradient.</summary>
/// <param name="Gradient">The type of the gradient.</param>
internal sealed record ObjectShape(string Gradient, EquatableArray<ObjectCell> Cells)
{
    public ObjectCell CellAt(IReadOnlyList<Operand> indices) => Cells[(int)((Constant)indices[0]).Bits];

    /// <summary>The cells of the gradient. It is its own gradient.</summary>
    public ObjectShape ToGradient() => this with { Cells = Cells.Select(cell => cell.ToGradient()).ToEquatableArray() };
}

/// <param name="Path">The members to follow from the object, as source spells them.</param>
/// <param name="Access">What follows the object to read the cell: <c>Gradient__Hidden().Gradient__Weights()</c>.</param>
/// <param name="GradientAccess">The same in the gradient: <c>Hidden.Weights</c>.</param>
internal sealed record ObjectCell(string Path, string Access, string GradientAccess, IrType Type)
{
    /// <summary>Whether the type is a span of what is an array.</summary>
    public bool IsArray { get; init; }

    /// <summary>The same cell of the gradient, which has an array where the object has a collection.</summary>
    public ObjectCell ToGradient() => this with
    {
        Access = GradientAccess,
        Type = Spans.HeldAdjoint(Type),
        IsArray = Type is BufferType { Kind: BufferKind.Span or BufferKind.ReadOnlySpan },
    };
}
