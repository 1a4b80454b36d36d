using Diff.Generators.Collections;
using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>What a reference that moves may refer to: a variable or a part of it, or any element of one array or of several.</summary>
internal abstract record ReferenceTarget
{
    /// <summary>Whether an expression names the target.</summary>
    public abstract bool IsOf(Lowering lowering, IOperation place);

    /// <summary>Evaluates the expression, to which the reference refers from now on.</summary>
    public abstract void Move(Lowering lowering, IOperation place);

    public abstract Place Current(Lowering lowering);
}

/// <summary>A variable of numbers or structs, or a field of one.</summary>
internal sealed record VariableTarget(Tree<Slot> Slots) : ReferenceTarget
{
    public static VariableTarget? Of(Lowering lowering, IOperation place) => Variable(lowering, place) is { } slots ? new(slots) : null;

    public override bool IsOf(Lowering lowering, IOperation place) =>
        Variable(lowering, place) is { } slots && slots.Leaves.SequenceEqual(Slots.Leaves);

    public override void Move(Lowering lowering, IOperation place) { }

    public override Place Current(Lowering lowering) => new VariablePlace(Slots);

    private static Tree<Slot>? Variable(Lowering lowering, IOperation place) =>
        IsWithin(place) && Shapes.Of(place.Type!) is ScalarType or InertType or AggregateType ? Tuples.Variable(lowering, place) : null;

    /// <summary>Whether the place lies in the variable itself, and not in an object that it holds.</summary>
    private static bool IsWithin(IOperation place) => place switch
    {
        ILocalReferenceOperation { Local.RefKind: RefKind.None } => true,
        IParameterReferenceOperation { Parameter.RefKind: RefKind.None or RefKind.Ref or RefKind.Out } => true,
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } whole } => IsWithin(whole),
        _ => false,
    };
}

/// <summary>An element, or a field of an element, of arrays with the same type of elements.</summary>
/// <param name="Type">The array or span.</param>
/// <param name="Memory">The array that it is now; null if it always is the one that <paramref name="Only"/> names.</param>
internal sealed record ElementTarget(BufferType Type, Slot? Memory, Operand? Only, IReadOnlyList<Slot> Indices, EquatableArray<int> Path,
    ITypeSymbol ElementType) : ReferenceTarget
{
    public static ElementTarget? Of(Lowering lowering, IOperation where, string name, IOperation place, IEnumerable<IOperation> others)
    {
        if (Parts(place) is not { } parts) return null;
        var alike = others.Select(Parts).OfType<(IOperation Source, BufferType Type, EquatableArray<int> Path)>()
            .Where(other => IsAlike(other.Type, parts.Type) && other.Path == parts.Path).ToList();
        var type = alike.Select(other => other.Type).Aggregate(Wider);
        var isOne = IsFixed(where, parts.Source)
            && alike.TrueForAll(other => SymbolEqualityComparer.Default.Equals(Variable(other.Source), Variable(parts.Source)));
        var indices = Enumerable.Range(0, type.Rank).Select(_ => new Slot(lowering.Ids.Take(), InertType.Int, name + "At")).ToList();
        if (isOne) return new(type, null, Followed.Memory(lowering, parts.Source), indices, parts.Path, place.Type!);
        var memory = new Slot(lowering.Ids.Take(), type, name + "Memory");
        return new(type, memory, null, indices, parts.Path, place.Type!);
    }

    public override bool IsOf(Lowering lowering, IOperation place) =>
        Parts(place) is { } parts && IsAlike(parts.Type, Type) && parts.Path == Path;

    public override void Move(Lowering lowering, IOperation place)
    {
        if (Places.Of(lowering, place) is not ElementPlace element || Seen(lowering, element.Buffer) is not { } memory)
        {
            lowering.Report(Descriptors.Unsupported.Reference, place.Syntax, place.Syntax.ToString());
            return;
        }
        if (Memory is not null) lowering.Write(Memory, memory);
        for (var i = 0; i < Indices.Count; i++) lowering.Write(Indices[i], element.Indices[i]);
    }

    public override Place Current(Lowering lowering) => new ElementPlace(Memory is null ? Only! : lowering.Read(Memory),
        Indices.Select(slot => (Operand)lowering.Read(slot)).ToEquatableArray(), ElementType) { Path = Path };

    /// <summary>The array of an element, its type, and the way from the element to a field of it.</summary>
    private static (IOperation Source, BufferType Type, EquatableArray<int> Path)? Parts(IOperation place)
    {
        if (place is IFieldReferenceOperation { Instance: { Type.IsValueType: true } whole } field)
            return Structs.IndexOf(field) is { } index && Parts(whole) is var (source, type, path)
                ? (source, type, [.. path, index])
                : null;
        var array = place switch
        {
            IArrayElementReferenceOperation element => element.ArrayReference,
            IImplicitIndexerReferenceOperation implied => implied.Instance,
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { Type: { } span } instance }
                when Shapes.IsSpan(span) => instance,
            _ => null,
        };
        return array?.Type is { } held && Shapes.IsBuffer(held) && Shapes.Of(held) is BufferType { IsList: false, Shape: null } memory
            ? (array, memory, [])
            : null;
    }

    private static bool IsAlike(BufferType left, BufferType right) => left.Element == right.Element && left.Rank == right.Rank;

    /// <summary>An array is seen as a span where a span may be in its place.</summary>
    private static BufferType Wider(BufferType left, BufferType right) =>
        left.Kind == BufferKind.ReadOnlySpan || (right.Kind == BufferKind.Array && left.Kind == BufferKind.Span) ? left : right;

    private Operand? Seen(Lowering lowering, Operand buffer) => buffer.Type == Type ? buffer
        : buffer.Type is BufferType { Rank: 1 } other && IsAlike(other, Type) && Type.Kind is BufferKind.Span or BufferKind.ReadOnlySpan
            ? lowering.Let(new View(buffer, Constant.Int(0), null), Type)
        : null;

    /// <summary>Whether an array is held by a variable that was there before the reference, and is never assigned.</summary>
    private static bool IsFixed(IOperation where, IOperation source) => Variable(source) is { } symbol
        && !Writes.In(Writes.Root(where)).Contains(symbol)
        && (symbol is IParameterSymbol || symbol.DeclaringSyntaxReferences is [var declared]
            && declared.SyntaxTree == where.Syntax.SyntaxTree && declared.Span.End <= where.Syntax.SpanStart);

    private static ISymbol? Variable(IOperation source) => Writes.Variable(Sinks.Strip(source));
}
