using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Reads a loop from the first element of a buffer on, or a nest of two over a matrix, that copies elements to the same places of other
/// buffers, or adds them there, and does nothing else.
/// </summary>
internal sealed class CopyLoopReader
{
    private readonly EquatableArray<Operand> _indices;
    private readonly Dictionary<Value, Value> _sources = [];
    private readonly List<ElementCopy> _copies = [];

    private CopyLoopReader(EquatableArray<Operand> indices) => _indices = indices;

    /// <param name="definition">What defines a value.</param>
    /// <returns>Null if the loop does anything else.</returns>
    public static CopyLoop? Read(For loop, Func<Value, Let?> definition)
    {
        if (ExtentOf(loop, definition) is not { } extent) return null;
        if (Inner(loop) is not { } inner) return Read(loop.Body, [loop.Index], [extent]);
        return ExtentOf(inner, definition) is { } columns ? Read(inner.Body, [loop.Index, inner.Index], [extent, columns]) : null;
    }

    private static CopyLoop? Read(Block body, EquatableArray<Operand> indices, EquatableArray<Operand> extents)
    {
        var reader = new CopyLoopReader(indices);
        return body.Statements.All(reader.Visit) && reader._copies.Count > 0 ? new(extents, reader._copies.ToEquatableArray()) : null;
    }

    private static Operand? ExtentOf(For loop, Func<Value, Let?> definition)
    {
        if (loop.IsFused || !loop.Inits.IsEmpty || LoopRange.Of(loop, definition) is not { Low.IsZero: true } range) return null;
        return range.Extent.Terms.IsEmpty ? Constant.Int(range.Extent.Constant) : range.Extent.Single;
    }

    /// <summary>The loop within, if there is nothing beside it but its bounds.</summary>
    private static For? Inner(For loop) =>
        loop.Body.Statements.LastOrDefault() is For inner
        && loop.Body.Statements.Take(loop.Body.Statements.Count - 1).All(statement => statement is Let { Operation: Length or Apply })
            ? inner
            : null;

    private bool Visit(Statement statement)
    {
        switch (statement)
        {
            case Let { Operation: Load { Buffer: Value source } load } let when load.Indices == _indices && IsPlain(source):
                _sources[let.Result] = source;
                return true;
            case Let { Operation: Store { Path.IsEmpty: true, Buffer: Value target, Operand: Value element } store } let:
                return Add(target, store.Indices, element, isAdded: false, let.Origin);
            case Let { Operation: Accumulate { Path.IsEmpty: true, Buffer: Value target, Operand: Value element } add } let
                when element.Type is ScalarType { Kind: ScalarKind.Double or ScalarKind.Float }:
                return Add(target, add.Indices, element, isAdded: true, let.Origin);
            default:
                return false;
        }
    }

    private bool Add(Value target, EquatableArray<Operand> indices, Value element, bool isAdded, Origin origin)
    {
        if (indices != _indices || !IsPlain(target) || !_sources.TryGetValue(element, out var source)) return false;
        if (((BufferType)source.Type).Element != ((BufferType)target.Type).Element) return false;
        _copies.Add(new(source, target, isAdded, origin));
        return true;
    }

    private bool IsPlain(Value buffer) => !_indices.Contains(buffer) && buffer.Type is BufferType
    {
        IsList: false,
        Kind: BufferKind.Array or BufferKind.Span or BufferKind.ReadOnlySpan or BufferKind.Grid,
        Element: ScalarType or AggregateType { Kind: AggregateKind.Struct or AggregateKind.Tuple }
            or InertType { Kind: InertKind.Int or InertKind.Integer or InertKind.Bool },
    };
}

/// <param name="Extents">How many elements there are along each dimension.</param>
/// <param name="Copies">In order.</param>
internal sealed record CopyLoop(EquatableArray<Operand> Extents, EquatableArray<ElementCopy> Copies);

/// <summary><c>target = source</c>, or <c>target += source</c>, for each element.</summary>
internal sealed record ElementCopy(Value Source, Value Target, bool IsAdded, Origin Origin);
