using Diff.Generators.Analysis;
using Diff.Generators.Ir;

namespace Diff.Generators.Tests.Analysis;

/// <summary>
/// A random loop nest that loads an element of a table and stores to one, at sums of the loop indices and of two sizes, which can be asked what
/// <see cref="ElementsApart"/> says of it, and run.
/// <code>
/// for (i0 = 0; i0 &lt; n; i0 += 1)            // around both
/// {
///     for (i1 = i0; i1 &lt; m; i1 += 1) load [i1 - 1];
///     store [i0 + n];
/// }
/// </code>
/// </summary>
internal sealed class IndexProgram
{
    private static readonly Value[] Sizes = [new(0, InertType.Int, "n"), new(1, InertType.Int, "m")];

    private readonly Random _random;
    private readonly BlockBuilder _builder = new(new Ids(Sizes.Length));
    private readonly List<For> _around = [];
    private readonly List<For> _aroundLoad = [];
    private readonly List<For> _aroundStore = [];
    private readonly Operand[] _loaded;
    private readonly Operand[] _stored;
    private readonly bool _isStoreNext;

    public IndexProgram(int seed)
    {
        _random = new(seed);
        for (var count = _random.Next(3); _around.Count < count;) _around.Add(Loop(_around));
        for (var count = _random.Next(2); _aroundLoad.Count < count;) _aroundLoad.Add(Loop(_around));
        for (var count = _random.Next(2); _aroundStore.Count < count;) _aroundStore.Add(Loop(_around));
        _isStoreNext = _around.Count == 0 || _random.Next(2) == 0;
        var rank = 1 + _random.Next(2);
        _loaded = [.. Enumerable.Range(0, rank).Select(_ => Sum([.. _around, .. _aroundLoad]))];
        _stored = [.. Enumerable.Range(0, rank).Select(_ => Sum([.. _around, .. _aroundStore]))];
    }

    /// <summary>What the analysis says.</summary>
    public bool IsApart()
    {
        var definitions = _builder.Statements.Cast<Let>().ToDictionary(let => let.Result, let => let.Operation);
        return new ElementsApart(value => definitions.GetValueOrDefault(value))
            .After([.. _loaded], [.. _around, .. _aroundLoad], [.. _stored], [.. _around, .. _aroundStore], _isStoreNext, Sizes.Contains);
    }

    /// <summary>Whether an element that was loaded is stored to later, for given sizes.</summary>
    public bool StoresToLoaded(int n, int m)
    {
        var values = new Dictionary<Value, int> { [Sizes[0]] = n, [Sizes[1]] = m };
        var seen = new HashSet<(int, int)>();
        var found = false;
        Run(values, _around, () =>
        {
            if (!_isStoreNext) Run(values, _aroundStore, Store);
            Run(values, _aroundLoad, () => seen.Add(Element(_loaded)));
            if (_isStoreNext) Run(values, _aroundStore, Store);
        });
        return found;

        void Store() => found |= seen.Contains(Element(_stored));

        (int, int) Element(Operand[] indices) => (Evaluate(indices[0], values), indices.Length > 1 ? Evaluate(indices[1], values) : 0);
    }

    public override string ToString() => string.Join('\n', [
        "around both: " + Text(_around), "around the load: " + Text(_aroundLoad), "around the store: " + Text(_aroundStore),
        $"loads [{Text(_loaded)}], {(_isStoreNext ? "then" : "after it")} stores to [{Text(_stored)}]"]);

    private For Loop(List<For> outer) => new(
        Sum(outer), Sum(outer), new[] { 1, 1, 1, 2, -1, -2 }[_random.Next(6)], IsInclusive: _random.Next(3) == 0, [],
        new Block([_builder.NewValue(InertType.Int, "i")], [], []), [], Origin.None);

    /// <summary>Of up to two indices or sizes, and a small number.</summary>
    private Operand Sum(List<For> loops)
    {
        Value[] values = [.. loops.Select(loop => loop.Index), .. Sizes];
        var sum = new LinearForm([], _random.Next(-2, 3));
        for (var terms = _random.Next(3); terms > 0; terms--)
            sum = sum.Plus(new LinearForm([new(values[_random.Next(values.Length)], 1)], 0), _random.Next(4) == 0 ? -1 : 1)!;
        return sum.Build(_builder);
    }

    private void Run(Dictionary<Value, int> values, ReadOnlySpan<For> loops, Action body)
    {
        if (loops.IsEmpty)
        {
            body();
            return;
        }

        var loop = loops[0];
        var (start, end) = (Evaluate(loop.Start, values), Evaluate(loop.End, values) + (loop.IsInclusive ? Math.Sign(loop.Stride) : 0));
        for (var i = start; loop.Stride > 0 ? i < end : i > end; i += loop.Stride)
        {
            values[loop.Index] = i;
            Run(values, loops[1..], body);
        }
    }

    private void Run(Dictionary<Value, int> values, List<For> loops, Action body) => Run(values, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(loops), body);

    private int Evaluate(Operand operand, Dictionary<Value, int> values) => operand switch
    {
        Constant constant => (int)constant.Bits,
        Value value when values.TryGetValue(value, out var known) => known,
        _ => ((Apply)_builder.Statements.Cast<Let>().Single(let => let.Result == operand).Operation) switch
        {
            { Primitive.Name: "+", Arguments: [var left, var right] } => Evaluate(left, values) + Evaluate(right, values),
            { Arguments: [var left, var right] } => Evaluate(left, values) - Evaluate(right, values),
            var negation => -Evaluate(negation.Arguments[0], values),
        },
    };

    private string Text(List<For> loops) => string.Join(" ", loops.Select(loop =>
        $"for ({loop.Index} from {Text([loop.Start])} to {Text([loop.End])}{(loop.IsInclusive ? " inclusive" : "")} by {loop.Stride})"));

    private string Text(Operand[] sums) => string.Join(", ", sums.Select(sum =>
        LinearForm.Of(sum, value => _builder.Statements.Cast<Let>().FirstOrDefault(let => let.Result == value)?.Operation)!));
}
