using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Tests.Analysis;

/// <summary>
/// A random loop nest that loads an element of a table and stores to one, at sums of the loop indices and of two sizes, or at such rows and
/// columns in one number, perhaps only where these sums compare in some way. It can be asked what <see cref="ElementsApart"/> says of it, and
/// run.
/// <code>
/// for (i0 = 0; i0 &lt; n; i0 += 1)            // around both
/// {
///     for (i1 = i0; i1 &lt; m; i1 += 1) if (i0 != i1) load [i1 * n + i0 - 1];
///     store [i0 * n + 1];
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
    private readonly Guard? _loadGuard;
    private readonly Guard? _storeGuard;
    private readonly bool _isStoreNext;

    public IndexProgram(int seed)
    {
        _random = new(seed);
        for (var count = _random.Next(3); _around.Count < count;) _around.Add(Loop(_around));
        for (var count = _random.Next(2); _aroundLoad.Count < count;) _aroundLoad.Add(Loop(_around));
        for (var count = _random.Next(2); _aroundStore.Count < count;) _aroundStore.Add(Loop(_around));
        _isStoreNext = _around.Count == 0 || _random.Next(2) == 0;
        var rank = 1 + _random.Next(2);
        var length = _random.Next(2) == 0 ? null : (Operand[])[.. Sizes, Constant.Int(2), Constant.Int(3)];
        var row = length?[_random.Next(length.Length)];
        _loaded = [.. Enumerable.Range(0, rank).Select(_ => Index([.. _around, .. _aroundLoad], row))];
        _stored = [.. Enumerable.Range(0, rank).Select(_ => Index([.. _around, .. _aroundStore], row))];
        _loadGuard = Test([.. _around, .. _aroundLoad]);
        _storeGuard = Test([.. _around, .. _aroundStore]);
    }

    /// <summary>What the analysis says of stores that run after a load.</summary>
    public bool IsApart() => Analysis().After(Load, Store, _isStoreNext, Sizes.Contains);

    /// <summary>What the analysis says of stores that run before or after a load.</summary>
    public bool IsAlwaysApart() => Analysis().Always(Load, Store, Sizes.Contains);

    private ElementAccess Load => new(Sums(_loaded), [.. _around, .. _aroundLoad], _loadGuard);

    private ElementAccess Store => new(Sums(_stored), [.. _around, .. _aroundStore], _storeGuard);

    private static EquatableArray<EquatableArray<Operand>> Sums(Operand[] indices) =>
        indices.Select(index => (EquatableArray<Operand>)[index]).ToEquatableArray();

    private ElementsApart Analysis()
    {
        var sources = new IndexSources();
        foreach (var statement in _builder.Statements) sources.Add(statement);
        return new ElementsApart(sources);
    }

    /// <summary>Whether an element that is loaded is stored to, for given sizes: after the load, or ever.</summary>
    public (bool After, bool Ever) StoresToLoaded(int n, int m)
    {
        var values = new Dictionary<Value, int> { [Sizes[0]] = n, [Sizes[1]] = m };
        var (seen, stored) = (new HashSet<(int, int)>(), new HashSet<(int, int)>());
        var found = false;
        Run(values, _around, () =>
        {
            if (!_isStoreNext) Run(values, _aroundStore, Store);
            Run(values, _aroundLoad, () =>
            {
                if (Holds(_loadGuard)) seen.Add(Element(_loaded));
            });
            if (_isStoreNext) Run(values, _aroundStore, Store);
        });
        return (found, seen.Overlaps(stored));

        void Store()
        {
            if (!Holds(_storeGuard)) return;
            found |= seen.Contains(Element(_stored));
            stored.Add(Element(_stored));
        }

        bool Holds(Guard? guard) => guard is null || (Evaluate(guard.Condition, values) != 0) == guard.Holds;

        (int, int) Element(Operand[] indices) => (Evaluate(indices[0], values), indices.Length > 1 ? Evaluate(indices[1], values) : 0);
    }

    public override string ToString() => string.Join('\n', [
        "around both: " + Text(_around), "around the load: " + Text(_aroundLoad), "around the store: " + Text(_aroundStore),
        $"loads [{Text(_loaded)}]{Text(_loadGuard)}, {(_isStoreNext ? "then" : "after it")} stores to [{Text(_stored)}]{Text(_storeGuard)}"]);

    private For Loop(List<For> outer) => new(
        Sum(outer), Sum(outer), new[] { 1, 1, 1, 2, -1, -2 }[_random.Next(6)], IsInclusive: _random.Next(3) == 0, [],
        new Block([_builder.NewValue(InertType.Int, "i")], [], []), [], Origin.None);

    /// <param name="row">The length of the rows; null if there are none.</param>
    private Operand Index(List<For> loops, Operand? row)
    {
        var column = Column(loops);
        if (row is null || _random.Next(4) == 0) return column;
        var start = _builder.Apply(Primitive.Multiply, InertType.Int, _random.Next(2) == 0 ? [Column(loops), row] : [row, Column(loops)]);
        return _builder.Apply(_random.Next(8) == 0 ? Primitive.Subtract : Primitive.Add, InertType.Int, start, column);
    }

    private Operand Column(List<For> loops) => loops.Count > 0 && _random.Next(2) == 0 ? loops[_random.Next(loops.Count)].Index : Sum(loops);

    private Guard? Test(List<For> loops)
    {
        if (_random.Next(2) == 0) return null;
        Primitive[] tests = [Primitive.Equal, Primitive.NotEqual, Primitive.Less, Primitive.LessOrEqual, Primitive.Greater, Primitive.GreaterOrEqual];
        return new(_builder.Apply(tests[_random.Next(tests.Length)], InertType.Bool, Column(loops), Column(loops)), _random.Next(2) == 0, null);
    }

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
            { Arguments: [var left, var right] } apply => Evaluate(apply.Primitive.Name, Evaluate(left, values), Evaluate(right, values)),
            var negation => -Evaluate(negation.Arguments[0], values),
        },
    };

    private static int Evaluate(string name, int left, int right) => name switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "==" => left == right ? 1 : 0,
        "!=" => left != right ? 1 : 0,
        "<" => left < right ? 1 : 0,
        "<=" => left <= right ? 1 : 0,
        ">" => left > right ? 1 : 0,
        ">=" => left >= right ? 1 : 0,
        _ => throw new InvalidOperationException($"Unknown operator {name}."),
    };

    private string Text(List<For> loops) => string.Join(" ", loops.Select(loop =>
        $"for ({loop.Index} from {Text([loop.Start])} to {Text([loop.End])}{(loop.IsInclusive ? " inclusive" : "")} by {loop.Stride})"));

    private string Text(Guard? guard) => guard is null ? "" : $" if {Text([guard.Condition])} is {guard.Holds}";

    private string Text(Operand[] sums) => string.Join(", ", sums.Select(Text));

    private string Text(Operand operand) => operand is Constant constant ? $"{constant.Bits}"
        : _builder.Statements.Cast<Let>().FirstOrDefault(let => let.Result == operand)?.Operation is Apply apply
            ? $"({string.Join($" {apply.Primitive.Name} ", apply.Arguments.Select(Text))})" : $"{operand}";
}
