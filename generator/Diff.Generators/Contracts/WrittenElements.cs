using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// The elements of buffers that have surely been written, at each point of a walk over the single-assignment form: those of a store that
/// comes before on every path, and all elements after a loop over the whole length that stores at its index.
/// <code>
/// y[i] = 0; … y[i]                                   // the same buffer and the same index: written
/// for (i = 0; i &lt; y.Length; i++) y[i] = 0; … y[k]   // every element is
/// </code>
/// </summary>
internal sealed class WrittenElements(Block body)
{
    private const int LongestKey = 200;

    private readonly Dictionary<Value, Operation> _definitions = body.Statements().OfType<Let>()
        .Where(let => let.Results.Count == 1)
        .ToDictionary(let => let.Result, let => let.Operation);

    private readonly Dictionary<Value, string> _keys = [];
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>Visits every statement; what is known then is known at that statement.</summary>
    public void Walk(Action<Statement> visit) => Walk(body, visit);

    /// <summary>Whether the element has been written.</summary>
    public bool Cover(Operand buffer, EquatableArray<Operand> indices) => _written.Contains(Element(buffer, indices)) || Cover(buffer);

    /// <summary>Whether all elements have been written.</summary>
    public bool Cover(Operand buffer) => _written.Contains(Key(buffer)) || (DefinitionOf(buffer) is View view && Cover(view.Buffer));

    /// <returns>What the block has written whenever it was run to its end.</returns>
    private List<string> Walk(Block block, Action<Statement> visit)
    {
        var added = new List<string>();
        foreach (var statement in block.Statements)
        {
            visit(statement);
            foreach (var inner in statement.Blocks())
            {
                var own = Walk(inner, visit);
                if (statement is For { Start: Constant { Bits: 0 }, Stride: 1, IsInclusive: false } loop) Add(Whole(loop, own), added);
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

    /// <summary>What the loop has written when all its iterations write what they say: rows of a matrix, or all elements.</summary>
    private IEnumerable<string> Whole(For loop, List<string> written)
    {
        var index = Key(loop.Index);
        foreach (var key in written)
        {
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

    private static string LengthOf(string buffer, int dimension) => $"|{buffer}|{dimension}";

    /// <summary>Equal for operands that are surely equal: views of all of a buffer are the buffer.</summary>
    private string Key(Operand operand)
    {
        if (operand is not Value value) return operand is Constant constant ? $"#{constant.Bits}" : operand.ToString();
        if (_keys.TryGetValue(value, out var known)) return known;
        var own = $"%{value.Id}";
        var key = DefinitionOf(value) switch
        {
            View { Start: Constant { Bits: 0 }, Extent: null } view => Key(view.Buffer),
            Length length => LengthOf(Key(length.Buffer), length.Dimension),
            Apply apply when value.Type is InertType => $"({apply.Primitive.Name} {string.Join(" ", apply.Arguments.Select(Key))})",
            _ => own,
        };
        return _keys[value] = key.Length > LongestKey ? own : key;
    }

    private Operation? DefinitionOf(Operand operand) =>
        operand is Value value && _definitions.TryGetValue(value, out var operation) ? operation : null;
}
