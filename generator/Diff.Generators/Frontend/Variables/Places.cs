using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Something that can be assigned. Its receiver and indices have been evaluated, once.</summary>
internal abstract record Place
{
    /// <summary>What is stored there is a constant from then on, which is what the user wants or does not matter.</summary>
    public bool KeepsConstants { get; init; }
}

internal sealed record VariablePlace(Tree<Slot> Slots) : Place;

/// <param name="ElementType">The type of what is at the end of the path.</param>
internal sealed record ElementPlace(Operand Buffer, EquatableArray<Operand> Indices, ITypeSymbol ElementType) : Place
{
    /// <summary>The fields to follow from the element to a part of it.</summary>
    public EquatableArray<int> Path { get; init; }
}

/// <summary>A field, property or element of an object without derivatives.</summary>
/// <param name="Template">Reads the place.</param>
/// <param name="Origin">The expression that names it.</param>
internal sealed record InertPlace(string Template, EquatableArray<Operand> Operands, IrType Type, Origin Origin) : Place
{
    /// <summary>An element of an array or span.</summary>
    public bool IsElement { get; init; }

    /// <summary>What is changed where it is written, and found where it is read.</summary>
    public StatePlaces State { get; init; } = StatePlaces.Anywhere;

    /// <summary>A field for a number, truth value or text: assigning it runs no code and changes no array.</summary>
    public bool IsNumber { get; init; }

    /// <summary>How a value that depends on an independent could be kept there, to end a sentence; empty if it cannot.</summary>
    public string Advice { get; init; } = "";
}

/// <summary><c>_</c>, or a place that was refused: what is written is dropped.</summary>
internal sealed record DiscardPlace(ITypeSymbol? Type) : Place;

/// <summary>Evaluates, reads and writes places.</summary>
internal static class Places
{
    public static Place Of(Lowering lowering, IOperation target) => KeptValues.At(target, Find(lowering, target));

    private static Place Find(Lowering lowering, IOperation target)
    {
        switch (target)
        {
            case IParenthesizedOperation parenthesized:
                return Of(lowering, parenthesized.Operand);
            case IConditionalOperation { IsRef: true } choice:
                return MovingReferences.Choose(lowering, choice);
            case IDiscardOperation discard:
                return new DiscardPlace(discard.Type);
            case IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared }:
                return new VariablePlace(lowering.Variables.Declare(declared.Local));
            case ILocalReferenceOperation { IsDeclaration: true } declared:
                return new VariablePlace(lowering.Variables.Declare(declared.Local));
            case var _ when Writes.Variable(target) is { } symbol && lowering.References.Of(symbol) is { } place:
                return Current(lowering, place);
            case var _ when ListTables.Element(lowering, target) is { } element:
                return element;
            case var _ when !lowering.Tables.Has(target.Type) && Followed.Is(lowering, target):
                lowering.Report(Descriptors.Unsupported.Collection, target.Syntax, target.Syntax.ToString());
                return new DiscardPlace(target.Type);
            case var _ when LocalTableUses.Obstacle(lowering, target) is { } obstacle:
                LocalTableUses.Refuse(lowering, target, obstacle);
                return new DiscardPlace(target.Type);
            case IMemberReferenceOperation member when LocalTables.Cell(lowering, member) is { } cell:
                return cell;
            case IParameterReferenceOperation { Parameter: var held } when LocalTables.Cell(lowering, held) is { } cell:
                return cell;
            case IPropertyReferenceOperation property when LocalDictionaries.Entry(lowering, property) is { } entry:
                return entry;
            case IInvocationOperation call when ReturnedReferences.Of(lowering, call) is { } referred:
                return referred;
            case IPropertyReferenceOperation property when LocalObjectMembers.Place(lowering, property) is { } accessors:
                return accessors;
            case IPropertyReferenceOperation property when StructAccessors.Place(lowering, property) is { } accessors:
                return accessors;
            case IPropertyReferenceOperation property when VectorParts.Place(lowering, property) is { } part:
                return part;
            case var _ when Tuples.Variable(lowering, target) is { } variable:
                lowering.Objects.Copies.NoteChange(lowering, target);
                return new VariablePlace(variable);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation
                when Buffers.Element(lowering, target) is { } element:
                return element;
            case IPropertyReferenceOperation { Property.IsIndexer: true } indexer when Buffers.Element(lowering, indexer) is { } element:
                return element;
            case var _ when ObjectElements.Array(target) is { } table && ObjectElements.TablePath(lowering, table) is not null:
                lowering.Report(Descriptors.Unsupported.ActiveFieldWrite, target.Syntax, table.Syntax.ToString(), "");
                return new DiscardPlace(target.Type);
            case IArrayElementReferenceOperation element when Buffers.IsInertElement(element):
                return Members.InertElement(lowering, element.ArrayReference, element.Indices, element.Type!);
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance.Type: { } span } element
                when Shapes.IsSpan(span) && element.Arguments[0].Value.Type?.SpecialType == SpecialType.System_Int32:
                return Members.InertElement(lowering, element.Instance, [element.Arguments[0].Value], element.Type!);
            case IImplicitIndexerReferenceOperation implied when Members.ImpliedElement(lowering, implied) is { } element:
                return element;
            case IMemberReferenceOperation { Instance: { } whole } part
                when Structs.IndexOf(part) is { } index && IsPlace(lowering, whole) && !Members.IsObject(lowering, whole):
                return Part(Of(lowering, whole), index, target.Type!);
            case IParameterReferenceOperation held when Members.IsHeld(held):
                return Members.HeldPlace(lowering, held);
            case IFieldReferenceOperation or IPropertyReferenceOperation
                when Members.Place(lowering, (IMemberReferenceOperation)target) is { } member:
                return member;
            case IMemberReferenceOperation { Instance: { Type: { IsValueType: true } type } whole } when TypeMapping.Map(type) is null:
                // The value that it holds may have been refused already.
                if (!lowering.Sink.HasErrors) Objects.RefuseType(lowering, whole, whole.Syntax.ToString(), type);
                return new DiscardPlace(target.Type);
            default:
                lowering.Report(Descriptors.Unsupported.Statement, target.Syntax, $"an assignment to '{target.Syntax}'",
                    "assign to a local variable, or to an element of an array that a local holds");
                return new DiscardPlace(target.Type);
        }
    }

    /// <summary>Whether an expression names memory of the method, so that a part of it can be assigned.</summary>
    private static bool IsPlace(Lowering lowering, IOperation target) => target switch
    {
        IParenthesizedOperation parenthesized => IsPlace(lowering, parenthesized.Operand),
        IConditionalOperation { IsRef: true } => true,
        IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true }
            or IInstanceReferenceOperation or IInvocationOperation { TargetMethod.RefKind: not RefKind.None } => true,
        IMemberReferenceOperation { Instance: { } owner } when lowering.Tables.Has(owner.Type) => true,
        IMemberReferenceOperation { Instance: { } whole } part => Structs.IndexOf(part) is not null && IsPlace(lowering, whole),
        _ => Writes.Variable(target) is not null,
    };

    public static Place Part(Place whole, int index, ITypeSymbol type) => whole switch
    {
        VariablePlace { Slots: var slots } => new VariablePlace(slots.Fields[index]),
        ElementPlace element => element with { Path = [.. element.Path, index], ElementType = type },
        ChosenPlace chosen => new ChosenPlace(
            chosen.Options.Select(option => (option.Condition, Part(option.Place, index, type))).ToList(), type),
        CellPlace cell => cell with { Path = [.. cell.Path, (index, type)] },
        InertPlace { Type: AggregateType aggregate } inert =>
            inert with { Template = $"{inert.Template}.{InertText.Escape(aggregate.Fields[index].Name)}",
                Type = aggregate.Fields[index].Type },
        _ => new DiscardPlace(type),
    };

    /// <summary>The place that a reference stands for now.</summary>
    public static Place Current(Lowering lowering, Place place) => place is MovingPlace moving ? moving.Current(lowering) : place;

    public static Tree<Operand> Read(Lowering lowering, Place place) => place switch
    {
        VariablePlace variable => lowering.Read(variable.Slots),
        ElementPlace { Path.IsEmpty: true } element => Buffers.Load(lowering, element.Buffer, element.Indices, element.ElementType),
        ElementPlace element => lowering.Unpack(element.Path.Aggregate(
            (Operand)lowering.Let(new Load(element.Buffer, element.Indices), ((BufferType)element.Buffer.Type).Element),
            (part, field) => lowering.Field(part, field))),
        InertPlace inert => lowering.Unpack(lowering.Let(
            new Inert(inert.Template, inert.Operands, Effect.Read) { IsStored = inert.IsElement, Reads = inert.State },
            inert.Type)),
        AccessorPlace accessors => LocalObjectMembers.Read(lowering, accessors),
        CellPlace cell => Read(lowering, cell.Now(lowering)),
        ListElementPlace element => Read(lowering, element.Now(lowering)),
        StructAccessorPlace accessors => StructAccessors.Read(lowering, accessors),
        VectorPartPlace part => VectorParts.Read(lowering, part),
        EntryPlace entry => lowering.Unpack(LocalDictionaries.Read(lowering, entry.Container, entry.Key)),
        ChosenPlace chosen => chosen.Read(lowering),
        DiscardPlace discard => Lowering.Placeholder(discard.Type),
        _ => throw new InvalidOperationException($"Unknown place {place.GetType().Name}."),
    };

    public static void Write(Lowering lowering, Place place, Tree<Operand> value)
    {
        value = KeptValues.Detach(lowering, place, value);
        switch (place)
        {
            case VariablePlace variable:
                lowering.Write(variable.Slots, value);
                break;
            case ElementPlace element:
                lowering.Do(new Store(element.Buffer, element.Indices, element.Path, lowering.Pack(value)));
                break;
            case CellPlace cell:
                Write(lowering, cell.Now(lowering), value);
                break;
            case ListElementPlace element:
                Write(lowering, element.Now(lowering), value);
                break;
            case AccessorPlace accessors:
                LocalObjectMembers.Write(lowering, accessors, value);
                break;
            case StructAccessorPlace accessors:
                StructAccessors.Write(lowering, accessors, value);
                break;
            case ChosenPlace chosen:
                chosen.Write(lowering, value);
                break;
            case VectorPartPlace part:
                VectorParts.Write(lowering, part, value);
                break;
            case EntryPlace entry:
                LocalDictionaries.Write(lowering, entry.Container, entry.Key, lowering.Pack(value));
                break;
            case InertPlace inert:
                var assigned = lowering.Pack(value);
                lowering.Add(new Let([],
                    new Inert($"{inert.Template} = {{{inert.Operands.Count}}}", [.. inert.Operands, assigned],
                        Effect.Write) { IsAssignment = true, KeepsArrays = inert.IsNumber, Advice = inert.Advice,
                            Stores = inert.KeepsConstants ? StatePlaces.None : inert.State }, inert.Origin));
                break;
        }
    }
}
