using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// An element of arrays of integers and other constants, to which a reference refers that moves.
/// <code>
/// ref var next = ref head[i]; … next = ref link[next];   →   (memory, at) = (head, i); … (memory, at) = (link, memory[at]);
/// </code>
/// </summary>
internal sealed record InertElementTarget(IArrayTypeSymbol Array, Slot Memory, IReadOnlyList<Slot> Indices) : ReferenceTarget
{
    public static InertElementTarget? Of(Lowering lowering, string name, IOperation place) => TypeOf(place) is not { } array
        ? null
        : new(array, new Slot(lowering.Ids.Take(), Shapes.Of(array), name + "Memory"),
            [.. Enumerable.Range(0, array.Rank).Select(_ => new Slot(lowering.Ids.Take(), InertType.Int, name + "At"))]);

    public override bool IsOf(Lowering lowering, IOperation place) => SymbolEqualityComparer.Default.Equals(TypeOf(place), Array);

    public override void Move(Lowering lowering, IOperation place)
    {
        var element = (IArrayElementReferenceOperation)place;
        var memory = Expressions.Scalar(lowering, element.ArrayReference);
        var indices = element.Indices.Select(index => Expressions.Scalar(lowering, index)).ToList();
        lowering.Write(Memory, memory);
        for (var i = 0; i < Indices.Count; i++) lowering.Write(Indices[i], indices[i]);
    }

    public override Place Current(Lowering lowering) => new InertPlace(
        $"{{0}}[{string.Join(", ", Indices.Select((_, i) => $"{{{i + 1}}}"))}]",
        [lowering.Read(Memory), .. Indices.Select(lowering.Read)], Shapes.Of(Array.ElementType), lowering.Origin) { IsElement = true };

    private static IArrayTypeSymbol? TypeOf(IOperation place) =>
        place is IArrayElementReferenceOperation { ArrayReference.Type: IArrayTypeSymbol array, Indices: var indices }
        && indices.All(index => index.Type?.SpecialType == SpecialType.System_Int32)
        && Shapes.Of(array) is InertType && Shapes.Of(array.ElementType) is InertType
            ? array
            : null;
}
