namespace Diff.Generators.Ir;

/// <summary>The templates by which the transforms work on whole buffers, where there is no operation of the IR for it.</summary>
internal static class MemoryTemplates
{
    public const string ClearArray = "global::System.Array.Clear({0})";

    public const string ClearSpan = "{0}.Clear()";

    /// <summary>Clears the rows of a table.</summary>
    public const string ClearRows = Buffers + "Clear({0})";

    public const string Copy = "{0}.CopyTo({1})";

    /// <summary>What adds a weight to the adjoint of a result, without its arguments.</summary>
    public const string AddWeight = "global::Diff.Buffers.AddWeight";

    /// <summary>Adds a buffer to another: structs number by number.</summary>
    public static Inert Add(Operand term, Operand target) => new(
        term.Type is BufferType { Element: var row } && (row is BufferType rows ? rows.Element : row) is AggregateType element
            ? AddParts(element, element.Leaves().First(leaf => leaf.IsDifferentiable()))
            : AddWeight + "({0}, {1})",
        [term, target],
        Effect.Write) { IsLinear = true };

    /// <summary>Adds a buffer to another, number by number.</summary>
    /// <param name="element">What consists of the numbers.</param>
    public static string AddParts(IrType element, IrType number) => $"{AddWeight}<{element.Name}, {number.Name}>({{0}}, {{1}})";

    /// <summary>Requires that there is room for some elements.</summary>
    public static Inert RequireRoom(Operand count, Operand room) => new(EnoughRoom, [count, room], Effect.Read);

    /// <summary>What such a requirement compares; null for any other statement.</summary>
    public static (Operand Count, Operand Room)? RoomCheck(Statement statement) =>
        statement is Let { Operation: Inert { Template: EnoughRoom, Arguments: [var count, var room] } } ? (count, room) : null;

    private const string EnoughRoom = KnownNames.RequireRoom + "({0}, {1})";

    /// <summary>Requires that two tables have no row in common.</summary>
    public static Inert RequireRowsApart(Operand first, Operand second) =>
        new(KnownNames.RequireNoOverlap + "OfRows({0}, {1})", [first, second], Effect.Write);

    /// <summary>What makes zeros in the shape of a matrix or table, whose elements may be the primals of theirs.</summary>
    public static string ZerosLike(BufferType zeros) =>
        zeros.Leaf() is AggregateType { IsTangentOnly: true } leaf ? $"{ZerosOf}{leaf.Name}>.Like({{0}})" : Buffers + "ZerosLike({0})";

    public static bool IsZerosLike(Inert inert) =>
        inert.Template == Buffers + "ZerosLike({0})" || inert.Template.StartsWith(ZerosOf, StringComparison.Ordinal);

    private const string ZerosOf = "global::Diff.Zeros<";

    /// <summary>Where the templates of what the runtime does with buffers begin.</summary>
    public const string Buffers = "global::Diff.Buffers.";

    /// <summary>Where the templates of memory that nobody wants begin.</summary>
    public const string Unwanted = "global::Diff.Unwanted.";

    /// <summary>Where the templates of sums over whole spans begin.</summary>
    public const string SpanSums = "global::Diff.SpanSums.";

    /// <summary>Where the templates of ⊗ over whole spans begin.</summary>
    public const string SpanWeights = "global::Diff.SpanWeights.";

    /// <summary>Where the templates of functions over whole spans begin.</summary>
    public const string TensorPrimitives = "global::System.Numerics.Tensors.TensorPrimitives.";

    /// <summary>Whether it is an operation over whole spans, which keeps none of them.</summary>
    public static bool IsOfSpans(string template) => template.StartsWith(SpanSums, StringComparison.Ordinal)
        || template.StartsWith(SpanWeights, StringComparison.Ordinal) || template.StartsWith(TensorPrimitives, StringComparison.Ordinal);

    /// <summary>Where the templates of what the runtime does to sort begin.</summary>
    public const string Sorting = "global::Diff.Sorting.";

    /// <summary>Where the templates that find the order of values begin.</summary>
    public const string Order = Sorting + "Order<";

    /// <summary>Where the templates that find the order of keys begin.</summary>
    public const string By = Sorting + "By<";

    public static string Clear(BufferType type) => type.Kind is BufferKind.Array or BufferKind.Grid ? ClearArray : ClearSpan;
}
