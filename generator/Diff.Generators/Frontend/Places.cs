using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Something that can be assigned. Its receiver and indices have been evaluated, once.</summary>
internal abstract record Place;

internal sealed record VariablePlace(Tree<Slot> Slots) : Place;

internal sealed record ElementPlace(Operand Buffer, EquatableArray<Operand> Indices, ITypeSymbol ElementType) : Place;

/// <summary>An element whose index changes where the reference to it is assigned.</summary>
internal sealed record MovingPlace(Operand Buffer, IReadOnlyList<Slot> Indices, ITypeSymbol ElementType) : Place;

/// <summary>A field, property or element of an object without derivatives.</summary>
/// <param name="Template">Reads the place.</param>
internal sealed record InertPlace(string Template, EquatableArray<Operand> Operands, IrType Type) : Place;

/// <summary><c>_</c>, or a place that was refused: what is written is dropped.</summary>
internal sealed record DiscardPlace(ITypeSymbol? Type) : Place;

/// <summary>Evaluates, reads and writes places.</summary>
internal static class Places
{
    public static Place Of(Lowering lowering, IOperation target)
    {
        switch (target)
        {
            case IParenthesizedOperation parenthesized:
                return Of(lowering, parenthesized.Operand);
            case IDiscardOperation discard:
                return new DiscardPlace(discard.Type);
            case IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared }:
                return new VariablePlace(lowering.Variables.Declare(declared.Local));
            case ILocalReferenceOperation { IsDeclaration: true } declared:
                return new VariablePlace(lowering.Variables.Declare(declared.Local));
            case var _ when Writes.Variable(target) is { } symbol && lowering.References.Of(symbol) is { } place:
                return Current(lowering, place);
            case var _ when Tuples.Variable(lowering, target) is { } variable:
                return new VariablePlace(variable);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation when Buffers.Element(lowering, target) is { } element:
                return element;
            case IPropertyReferenceOperation { Property.IsIndexer: true } indexer when Buffers.Element(lowering, indexer) is { } element:
                return element;
            case IArrayElementReferenceOperation element when Buffers.IsInertElement(element):
                return Members.InertElement(lowering, element);
            case IFieldReferenceOperation or IPropertyReferenceOperation when Members.Place(lowering, (IMemberReferenceOperation)target) is { } member:
                return member;
            default:
                lowering.Report(Descriptors.Unsupported.Statement, target.Syntax, "an assignment to this expression", "assign to a local variable");
                return new DiscardPlace(target.Type);
        }
    }

    /// <summary>The place that a reference stands for now.</summary>
    public static Place Current(Lowering lowering, Place place) => place is MovingPlace moving
        ? new ElementPlace(moving.Buffer, moving.Indices.Select(slot => (Operand)lowering.Read(slot)).ToEquatableArray(), moving.ElementType)
        : place;

    public static Tree<Operand> Read(Lowering lowering, Place place) => place switch
    {
        VariablePlace variable => lowering.Read(variable.Slots),
        ElementPlace element => Buffers.Load(lowering, element.Buffer, element.Indices, element.ElementType),
        InertPlace inert => lowering.Unpack(lowering.Let(new Inert(inert.Template, inert.Operands, Effect.Read), inert.Type)),
        DiscardPlace discard => Lowering.Placeholder(discard.Type),
        _ => throw new InvalidOperationException($"Unknown place {place.GetType().Name}."),
    };

    public static void Write(Lowering lowering, Place place, Tree<Operand> value)
    {
        switch (place)
        {
            case VariablePlace variable:
                lowering.Write(variable.Slots, value);
                break;
            case ElementPlace element:
                lowering.Do(new Store(element.Buffer, element.Indices, [], lowering.Pack(value)));
                break;
            case InertPlace inert:
                lowering.Do(new Inert($"{inert.Template} = {{{inert.Operands.Count}}}", [.. inert.Operands, lowering.Pack(value)], Effect.Write));
                break;
        }
    }
}
