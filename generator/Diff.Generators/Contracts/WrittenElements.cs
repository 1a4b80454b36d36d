using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// The elements of buffers that have surely been written, at each point of a walk over the single-assignment form: those of a store that
/// comes before on every path, and all elements after a loop over the whole length that stores at its index.
/// <code>
/// y[i] = 0; … y[i]                                   // the same buffer and the same index: written
/// for (i = 0; i &lt; y.Length; i++) y[i] = 0; … y[k]   // every element is
/// for (i = 0; i &lt; n; i++) y[i] = 0; for (k = 0; k &lt; n; k++) … y[k]   // these are
/// </code>
/// </summary>
/// <param name="body">What is walked.</param>
/// <param name="definition">What computes a value; null for parameters of blocks.</param>
internal sealed class WrittenElements(Block body, Func<Value, Operation?> definition)
{
    private const int LongestKey = 200;

    private readonly Dictionary<Value, string> _keys = [];
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>The lengths of what is allocated, and of parts of a buffer, by their keys.</summary>
    private readonly Dictionary<string, EquatableArray<Operand>> _lengths = new(StringComparer.Ordinal);

    /// <summary>The loops around, by the keys of their indices.</summary>
    private readonly Dictionary<string, For> _loops = new(StringComparer.Ordinal);

    /// <summary>Visits every statement; what is known then is known at that statement.</summary>
    public void Walk(Action<Statement> visit) => Walk(body, visit);

    /// <summary>Whether the element has been written.</summary>
    public bool Cover(Operand buffer, EquatableArray<Operand> indices) => _written.Contains(Element(buffer, indices)) || Cover(buffer)
        || (indices is [var index] && _loops.TryGetValue(Key(index), out var loop) && CoverRange(Key(buffer), loop));

    private bool CoverRange(string buffer, For loop) => loop is { Stride: > 0, IsInclusive: false }
        && (_written.Contains(Range(buffer, loop.Start, loop.End))
            || (loop.Start is Constant { Bits: > 0 } && _written.Contains(Range(buffer, Constant.Int(0), loop.End))));

    /// <summary>Whether all elements have been written.</summary>
    public bool Cover(Operand buffer) => _written.Contains(Key(buffer)) || (DefinitionOf(buffer) is View view && Cover(view.Buffer));

    /// <returns>What the block has written whenever it was run to its end.</returns>
    private List<string> Walk(Block block, Action<Statement> visit)
    {
        var added = new List<string>();
        foreach (var statement in block.Statements)
        {
            visit(statement);
            if (statement is For counted) _loops[Key(counted.Index)] = counted;
            foreach (var inner in statement.Blocks())
            {
                var own = Walk(inner, visit);
                if (statement is For { Stride: 1, IsInclusive: false } loop) Add(AfterLoop(loop, own), added);
            }

            if (statement is Let { Operation: Store { Path.IsEmpty: true } store }) Add([Element(store.Buffer, store.Indices)], added);
        }

        _written.ExceptWith(added);
        return added;
    }

    private void Add(IEnumerable<string> keys, List<string> added)
    {
        foreach (var key in keys)
            if (_written.Add(key)) added.Add(key);
    }

    /// <summary>What the loop has written when all its iterations write what they say: elements, rows of a matrix, or all elements.</summary>
    private IEnumerable<string> AfterLoop(For loop, List<string> written)
    {
        var index = Key(loop.Index);
        foreach (var key in written)
        {
            if (key.EndsWith($"[{index}]", StringComparison.Ordinal))
                yield return Range(key.Substring(0, key.Length - index.Length - 2), loop.Start, loop.End);
            if (loop.Start is not Constant { Bits: 0 }) continue;
            // "y[i]" → "y"; "m[i,j]" → "m[i,*]"; "m[i,*]" → "m".
            if (Whole(key, $"[{index}]", 0, "") is { } vector) yield return vector;
            if (Whole(key, $",{index}]", 1, ",*]") is { } row) yield return row;
            if (Whole(key, $"[{index},*]", 0, "") is { } matrix) yield return matrix;
        }

        string? Whole(string key, string suffix, int dimension, string replacement)
        {
            if (!key.EndsWith(suffix, StringComparison.Ordinal)) return null;
            var rest = key.Substring(0, key.Length - suffix.Length);
            var buffer = dimension == 0 ? rest : rest.Substring(0, rest.LastIndexOf('['));
            return Key(loop.End) == LengthOf(buffer, dimension) ? rest + replacement : null;
        }
    }

    private string Element(Operand buffer, EquatableArray<Operand> indices) => $"{Key(buffer)}[{string.Join(",", indices.Select(Key))}]";

    /// <summary>The elements from one index up to another.</summary>
    private string Range(string buffer, Operand start, Operand end) => $"{buffer}[{Key(start)}..{Key(end)}]";

    private string LengthOf(string buffer, int dimension) =>
        _lengths.TryGetValue(buffer, out var lengths) ? Key(lengths[dimension]) : $"|{buffer}|{dimension}";

    /// <summary>Equal for operands that are surely equal: views of all of a buffer are the buffer.</summary>
    private string Key(Operand operand)
    {
        if (operand is not Value value) return operand is Constant constant ? $"#{constant.Bits}" : operand.ToString();
        if (_keys.TryGetValue(value, out var known)) return known;
        var own = $"%{value.Id}";
        if (DefinitionOf(value) is Allocate allocate) _lengths[own] = allocate.Lengths;
        if (DefinitionOf(value) is View { Extent: { } part }) _lengths[own] = [part];
        var key = DefinitionOf(value) switch
        {
            View { Start: Constant { Bits: 0 }, Extent: null } view => Key(view.Buffer),
            Length length => LengthOf(Key(length.Buffer), length.Dimension),
            Apply apply when value.Type is InertType => $"({apply.Primitive.Name} {string.Join(" ", apply.Arguments.Select(Key))})",
            _ => own,
        };
        return _keys[value] = key.Length > LongestKey ? own : key;
    }

    private Operation? DefinitionOf(Operand operand) => operand is Value value ? definition(value) : null;
}
