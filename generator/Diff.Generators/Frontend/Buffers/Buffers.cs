using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers what is read from arrays and spans of differentiable elements: elements, lengths, views.</summary>
internal static class Buffers
{
    public static Tree<Operand> Lower(Lowering lowering, IOperation element)
    {
        if (Element(lowering, element) is { } place) return Places.Read(lowering, place);
        if (Range(element) is { } range) return Slice(lowering, element, range.Source, range.Range);
        return element is IArrayElementReferenceOperation inert && IsInertElement(inert)
            ? Places.Read(lowering, Members.InertElement(lowering, inert.ArrayReference, inert.Indices, inert.Type!))
            : Inerts.Lower(lowering, element);
    }

    /// <summary>An element to read or write, receiver and indices evaluated; null if the expression is none.</summary>
    public static ElementPlace? Element(Lowering lowering, IOperation element)
    {
        var (source, indices) = element switch
        {
            IArrayElementReferenceOperation array => (array.ArrayReference, array.Indices.ToList()),
            IImplicitIndexerReferenceOperation implied => (implied.Instance, [implied.Argument]),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } indexer =>
                (instance, [.. indexer.Arguments.Select(argument => argument.Value)]),
            _ => (null, new List<IOperation>()),
        };
        if (source is null || !Followed.IsMemory(lowering, source) || indices.Exists(index => IsNamed(index.Type, "Range"))) return null;
        if (LocalLists.Of(lowering, source) is { HasRows: true } rows)
            return LocalRows.Row(lowering, rows, indices[0], ForEach.ElementType(source.Type!));
        if (ChangedLists.Element(lowering, source, indices, ForEach.ElementType(source.Type!)) is { } late) return late;
        var buffer = Followed.Memory(lowering, source);
        var operands = indices.Select(index => Index(lowering, buffer, index)).ToEquatableArray();
        return new(buffer, operands, ForEach.ElementType(source.Type!));
    }

    /// <summary>An element of an array that has no derivatives.</summary>
    public static bool IsInertElement(IArrayElementReferenceOperation element) =>
        !Shapes.IsBuffer(element.ArrayReference.Type) && !element.Indices.Any(index => IsNamed(index.Type, "Range"));

    public static Tree<Operand> Load(Lowering lowering, Operand buffer, IReadOnlyList<Operand> indices, ITypeSymbol elementType)
    {
        var type = Shapes.Of(elementType);
        if (buffer.Type is BufferType) return lowering.Unpack(lowering.Let(new Load(buffer, indices.ToEquatableArray()), type));
        var holes = string.Join(", ", indices.Select((_, i) => $"{{{i + 1}}}"));
        return lowering.Unpack(lowering.Let(new Inert($"{{0}}[{holes}]", [buffer, .. indices], Effect.Read) { IsStored = true }, type));
    }

    public static Operand Length(Lowering lowering, Operand buffer, int dimension, int rank) => buffer.Type is BufferType
        ? lowering.Let(new Length(buffer, dimension), InertType.Int)
        : lowering.Let(new Inert(rank == 1 ? "{0}.Length" : $"{{0}}.GetLength({dimension})", [buffer], Effect.Pure), InertType.Int);

    /// <summary>The length along each dimension.</summary>
    public static IEnumerable<Operand> Lengths(Lowering lowering, Operand buffer)
    {
        var rank = ((BufferType)buffer.Type).Rank;
        return Enumerable.Range(0, rank).Select(dimension => Length(lowering, buffer, dimension, rank));
    }

    /// <summary>A property of a buffer; null if it is something else.</summary>
    public static Tree<Operand>? Property(Lowering lowering, IPropertyReferenceOperation property)
    {
        if (LocalContainers.Count(lowering, property) is { } count) return Expressions.Leaf(count);
        if (property.Property.IsIndexer)
        {
            if (LocalDictionaries.Entry(lowering, property) is { } entry) return Places.Read(lowering, entry);
            if (Element(lowering, property) is { } place) return Places.Read(lowering, place);
            return property.Instance is { } source && Shapes.IsBuffer(source.Type)
                ? Slice(lowering, property, source, property.Arguments[0].Value)
                : null;
        }
        if (property.Instance is not { Type: { } type } instance || !Followed.IsMemory(lowering, instance))
            return property.Property.IsStatic && property.Property.Name == "Empty" && Shapes.IsBuffer(property.Type)
                ? Expressions.Leaf(lowering.Let(new Inert(InertText.Escape(TypeMapping.Spell(property.Property.ContainingType)) + ".Empty",
                    [], Effect.Pure), Shapes.Of(property.Type!)))
                : null;
        if (property.Property.Name is "Count" or "Length" && LocalLists.Of(lowering, instance) is { } list)
            return Expressions.Leaf(lowering.Read(list.Count));
        return Property(lowering, property, type, Followed.Memory(lowering, instance));
    }

    /// <summary>A property of a buffer that has been evaluated.</summary>
    public static Tree<Operand> Property(Lowering lowering, IPropertyReferenceOperation property, ITypeSymbol type, Operand buffer)
    {
        var rank = type is IArrayTypeSymbol array ? array.Rank : 1;
        Operand? value = property.Property.Name switch
        {
            "Length" or "Count" => Total(lowering, buffer, rank),
            "LongLength" => lowering.Let(new Conversion(Total(lowering, buffer, rank), IsImplicit: true), InertType.Long),
            "IsEmpty" => lowering.Apply(Primitive.Equal, InertType.Bool, Total(lowering, buffer, rank), Constant.Int(0)),
            "Rank" => Constant.Int(rank),
            "Span" => Seen(lowering, buffer, property.Type!),
            "IsDefault" when CollectionTypes.Is(type) => Constant.False,
            "IsDefaultOrEmpty" when CollectionTypes.Is(type) =>
                lowering.Apply(Primitive.Equal, InertType.Bool, Length(lowering, buffer, 0, 1), Constant.Int(0)),
            _ => null,
        };
        return value is null ? Refuse(lowering, property) : Expressions.Leaf(value);
    }

    /// <summary>A method of a buffer; null if it is something else.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call)
    {
        if ((LocalLists.Lower(lowering, call) ?? LocalContainers.Lower(lowering, call) ?? BufferCopies.Resize(lowering, call)
            ?? BlockCopies.Lower(lowering, call) ?? Sorts.Lower(lowering, call) ?? ArrayFunctions.Lower(lowering, call)
            ?? PooledArrays.Lower(lowering, call) ?? RentedMemory.Dispose(lowering, call) ?? Allocations.Empty(lowering, call)
            ?? Allocations.Lower(lowering, call)) is { } whole)
            return whole;
        var source = call.Instance ?? (IsMemoryExtension(call) ? Sinks.Strip(call.Arguments[0].Value) : null);
        if (source is not { Type: { } type } || !Followed.IsMemory(lowering, source) || CollectionTypes.Is(call.Type)) return null;
        var arguments = call.Arguments.Skip(call.Instance is null ? 1 : 0).Select(argument => argument.Value).ToList();
        switch (call.TargetMethod.Name)
        {
            case "Slice" or "AsSpan" when Shapes.Of(call.Type!) is not BufferType:
                return Expressions.Refuse(lowering, call, $"'{call.Syntax}', a span of arrays,", "use the array of arrays itself");
            case "Slice" or "AsSpan" when arguments.Count == 1 && IsNamed(arguments[0].Type, "Range"):
                return Slice(lowering, call, source, arguments[0]);
            case "Slice" or "AsSpan" when arguments.Count <= 2:
                return Slice(lowering, call, source, arguments);
            case "GetLength" or "GetUpperBound"
                when arguments[0].ConstantValue.Value is int dimension && type is IArrayTypeSymbol { Rank: var rank } && dimension >= 0
                    && dimension < rank:
                var length = Length(lowering, Expressions.Scalar(lowering, source), dimension, rank);
                return Expressions.Leaf(call.TargetMethod.Name == "GetLength"
                    ? length
                    : lowering.Apply(Primitive.Subtract, InertType.Int, length, Constant.Int(1)));
            default:
                Operand[] Operands() => Evaluate(lowering, call);
                var count = arguments.Count + 1;
                return (Shapes.IsBuffer(type) ? BufferWrites.Lower(lowering, call, type, count, Operands) : null)
                    ?? BufferCopies.Lower(lowering, call, type, count, Operands);
        }
    }

    /// <summary>The receiver and the arguments, in the order of the parameters.</summary>
    private static Operand[] Evaluate(Lowering lowering, IInvocationOperation call)
    {
        var first = call.Instance is null ? 0 : 1;
        var operands = new Operand[first + call.Arguments.Length];
        if (call.Instance is { } instance) operands[0] = Followed.Memory(lowering, instance);
        foreach (var argument in call.Arguments)
            operands[first + argument.Parameter!.Ordinal] = Followed.Memory(lowering, Sinks.Strip(argument.Value));
        return operands;
    }

    private static Tree<Operand> Slice(Lowering lowering, IInvocationOperation call, IOperation source,
        IReadOnlyList<IOperation> arguments) =>
        Expressions.Leaf(Slice(lowering, Followed.Memory(lowering, source), arguments, Shapes.Of(call.Type!)));

    /// <summary>The part of a buffer from the first argument on, as long as the second says.</summary>
    public static Operand Slice(Lowering lowering, Operand buffer, IReadOnlyList<IOperation> bounds, IrType type)
    {
        Operand start = bounds.Count > 0 ? Index(lowering, buffer, bounds[0]) : Constant.Int(0);
        var extent = bounds.Count > 1 ? Expressions.Scalar(lowering, bounds[1]) : null;
        return lowering.Let(new View(buffer, start, extent), type);
    }

    private static Tree<Operand> Slice(Lowering lowering, IOperation at, IOperation source, IOperation argument)
    {
        if (argument is not IRangeOperation range || Shapes.Of(at.Type!) is not BufferType { Element: not BufferType } type)
            return Expressions.Refuse(lowering, at, "this range", "write the range between the brackets");
        // A range of an array is a copy of it.
        if (type.Kind == BufferKind.Array)
            return Expressions.Leaf(BufferCopies.ToArray(lowering, Slice(lowering, Spans.Of(type.Element), source, range)));
        return Expressions.Leaf(Slice(lowering, type, source, range));
    }

    public static Operand Slice(Lowering lowering, BufferType type, IOperation source, IRangeOperation range)
    {
        var buffer = Followed.Memory(lowering, source);
        var start = range.LeftOperand is { } left ? Index(lowering, buffer, left) : Constant.Int(0);
        if (range.RightOperand is null) return lowering.Let(new View(buffer, start, null), type);
        var end = Index(lowering, buffer, range.RightOperand);
        var extent = start is Constant { Bits: 0 } ? end : lowering.Apply(Primitive.Subtract, InertType.Int, end, start);
        return lowering.Let(new View(buffer, start, extent), type);
    }

    /// <summary>An index, counted from the end where it is written so.</summary>
    public static Operand Index(Lowering lowering, Operand buffer, IOperation index)
    {
        switch (index)
        {
            case IConversionOperation { Operand: { } counted, Type: { } type } when IsNamed(type, "Index"):
                return Index(lowering, buffer, counted);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd:
                return lowering.Apply(Primitive.Subtract, InertType.Int, Length(lowering, buffer, 0, 1),
                    Expressions.Scalar(lowering, fromEnd.Operand));
            case { Type: { } type } when IsNamed(type, "Index"):
                var length = Length(lowering, buffer, 0, 1);
                return lowering.Let(new Inert("{0}.GetOffset({1})", [Expressions.Scalar(lowering, index), length], Effect.Pure),
                    InertType.Int);
            default:
                return AsInt(lowering, Expressions.Scalar(lowering, index));
        }
    }

    /// <summary>
    /// Arrays take any integer as an index or a length, the spans that stand for them in derivatives only <c>int</c>.
    /// </summary>
    public static Operand AsInt(Lowering lowering, Operand integer) => IsWiderThanInt(integer.Type)
        ? lowering.Let(new Ir.Conversion(integer, IsImplicit: false, IsChecked: true), InertType.Int)
        : integer;

    private static bool IsWiderThanInt(IrType type) => type is InertType { Name: "uint" or "long" or "ulong" or "nint" or "nuint" };

    private static (IOperation Source, IOperation Range)? Range(IOperation element) => element switch
    {
        IArrayElementReferenceOperation { Indices: [var index] } array when Shapes.IsBuffer(array.ArrayReference.Type) =>
            (array.ArrayReference, index),
        IImplicitIndexerReferenceOperation implied when Shapes.IsBuffer(implied.Instance.Type) => (implied.Instance, implied.Argument),
        _ => null,
    };

    private static Operand Seen(Lowering lowering, Operand buffer, ITypeSymbol type) =>
        Shapes.Of(type) is var span && span == buffer.Type ? buffer : lowering.Let(new View(buffer, Constant.Int(0), null), span);

    private static Operand Total(Lowering lowering, Operand buffer, int rank) => Enumerable.Range(0, rank)
        .Select(dimension => Length(lowering, buffer, dimension, rank))
        .Aggregate((left, right) => lowering.Apply(Primitive.Multiply, InertType.Int, left, right));

    private static Tree<Operand> Refuse(Lowering lowering, IPropertyReferenceOperation property) =>
        Expressions.Refuse(lowering, property, $"'{property.Syntax}'", "use elements, lengths and slices of arrays and spans");

    private static bool IsMemoryExtension(IInvocationOperation call) => call.TargetMethod is { IsStatic: true,
        Parameters.Length: > 0 } method
        && (method.ContainingType is { Name: "MemoryExtensions"
            or "Array", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            || (method is { Name: "AsSpan", ContainingType.Name: "CollectionsMarshal" }
                && FrameworkFunctions.IsIn(method, "System.Runtime.InteropServices"))
            || (method is { Name: "ToArray", ContainingType.Name: "Enumerable" } && FrameworkFunctions.IsIn(method, "System.Linq")));

    private static bool IsNamed(ITypeSymbol? type, string name) =>
        type?.Name == name && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
