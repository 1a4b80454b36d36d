using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Where branches and loops choose between parameters, or parts of buffers, they hand on which one it is, and from where to where, instead
/// of the buffer: numbers can be recorded, and adjoint and tangent are found by the same choice. Arrays that the method makes itself change
/// places together with their shadows: they are handed on, and so are the arrays behind spans. Left alone are choices from parts of a table
/// that are not there before the branch or loop.
/// <code>
/// a = flag ? x : y[1..];                     →   (k, start, length) = flag ? (0, 0, x.Length) : (1, 1, y[1..].Length); a = (k == 0 ? x : y).Slice(start, length);
/// Span&lt;double&gt; s = flag ? new double[n] : m;   →   array = flag ? new double[n] : m; s = array;
/// </code>
/// </summary>
internal sealed class BufferChoices : Rewriter
{
    private readonly BufferWebs _webs;
    private readonly Ids _ids;
    private readonly Dictionary<Value, Handle> _handles = [];
    private readonly Dictionary<Value, Operand> _replaced = [];

    /// <summary>The arrays that are made where they are chosen.</summary>
    private readonly HashSet<Operand> _inner = [];

    /// <summary>The conditions that decide, of branches without a position.</summary>
    private readonly Dictionary<Value, Operand> _conditions = [];

    private BufferChoices(BufferWebs webs, Ids ids)
    {
        _webs = webs;
        _ids = ids;
    }

    public static Block Run(Block body, Ids ids)
    {
        var pass = new BufferChoices(BufferWebs.Of(body), ids);
        foreach (var web in pass._webs.All) pass.Adopt(web);
        return pass._handles.Count == 0 ? body : pass.Rewrite(body);
    }

    /// <summary>The number of an array that is made where it is chosen.</summary>
    private const int Made = -1;

    /// <summary>What stands for a chosen buffer.</summary>
    /// <param name="Roots">The buffers that it may be, or be a part of, each with its number in the web.</param>
    /// <param name="Position">The number of the root; null if there is one root only, or the condition of the branch decides.</param>
    /// <param name="Start">Where it starts in the root; null if it always is all of it.</param>
    private sealed record Handle(IReadOnlyList<(int Key, Operand Root)> Roots, Value? Position, Value? Start, Value? Extent)
    {
        /// <summary>
        /// The array that the method made, of those that it makes inside of the branch or loop; it has the position <see cref="Made"/>.
        /// There is no position if there is no other root.
        /// </summary>
        public Value? Array { get; init; }

        public IEnumerable<Value> Values => new[] { Array, Position, Start, Extent }.OfType<Value>();
    }

    public override Operand Rewrite(Operand operand) =>
        operand is Value value && _replaced.TryGetValue(value, out var replacement) ? replacement : operand;

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        var made = new BlockBuilder(_ids) { Origin = statement.Origin };
        switch (statement)
        {
            case If branch when branch.Results.Any(_handles.ContainsKey):
                var wholes = Wholes(branch.Results, branch.Condition, output, statement.Origin);
                output.Add(branch with
                {
                    Condition = Rewrite(branch.Condition),
                    Then = Yielding(branch.Then, branch.Results, 0),
                    Else = Yielding(branch.Else, branch.Results, 0),
                    Results = Carried(branch.Results),
                });
                Materialize(branch.Results, wholes, made);
                break;
            case For loop when loop.Results.Any(_handles.ContainsKey):
                var before = Wholes([.. loop.Results, .. loop.Body.Parameters], null, output, statement.Origin);
                output.Add(loop with
                {
                    Start = Rewrite(loop.Start),
                    End = Rewrite(loop.End),
                    Inits = Inits(loop.Inits, loop.Results, output, statement.Origin),
                    Body = Yielding(Entered(loop.Body, before), loop.Results, 1),
                    Results = Carried(loop.Results),
                });
                Materialize(loop.Results, before, made);
                break;
            case Loop loop when loop.Results.Any(_handles.ContainsKey):
                var known = Wholes([.. loop.Results, .. loop.Body.Parameters, .. loop.Condition.Parameters], null, output,
                    statement.Origin);
                var condition = Entered(loop.Condition, known);
                output.Add(loop with
                {
                    Inits = Inits(loop.Inits, loop.Results, output, statement.Origin),
                    Condition = Rewrite(condition) with { Parameters = Carried(condition.Parameters) },
                    Body = Yielding(Entered(loop.Body, known), loop.Results, 0),
                    Results = Carried(loop.Results),
                });
                Materialize(loop.Results, known, made);
                break;
            default:
                output.Add(Rebuild(statement));
                return;
        }

        output.AddRange(made.Build([], []).Statements);
    }

    private void Adopt(IReadOnlyList<ChosenBuffer> web)
    {
        var roots = Roots(web);
        var all = roots.Values.SelectMany(some => some).Distinct().ToList();
        var isMade = all.TrueForAll(_webs.IsMade);
        if (isMade && web.All(chosen => !IsSpan(chosen.Value))) return;
        var inner = isMade
            ? [.. all]
            : web.SelectMany(chosen => roots[chosen.Value].Where(root => root is Value value && !chosen.Visible.Contains(value))).Distinct()
                .ToList();
        if (!inner.TrueForAll(_webs.IsMade)) return;
        _inner.UnionWith(inner.OfType<Value>());
        var hasParts = web.SelectMany(chosen => chosen.Sources).Any(IsPart);
        var isDecided = web is [{ Statement: If, Sources: [var then, var otherwise] }] && _webs.Base(then) != _webs.Base(otherwise);
        foreach (var chosen in web)
        {
            // An array is chosen as a whole.
            var isPart = hasParts && IsSpan(chosen.Value);
            var own = roots[chosen.Value].Except(inner).Select(root => (all.IndexOf(root), root)).OrderBy(pair => pair.Item1).ToList();
            var isInner = isMade || roots[chosen.Value].Exists(inner.Contains);
            _handles[chosen.Value] = new(
                own,
                own.Count + (isInner ? 1 : 0) == 1 || isDecided || isMade ? null : Number(chosen.Value, "Choice"),
                isPart ? Number(chosen.Value, "Start") : null,
                isPart ? Number(chosen.Value, "Length") : null)
            {
                Array = isInner ? new Value(_ids.Take(), ArrayOf(chosen.Value), chosen.Value.Name) : null,
            };
        }
    }

    private static bool IsSpan(Operand operand) => operand.Type is BufferType { Kind: BufferKind.Span or BufferKind.ReadOnlySpan };

    private static BufferType ArrayOf(Value value) => IsSpan(value)
        ? new($"{((BufferType)value.Type).Element.Name}[]", ((BufferType)value.Type).Element, BufferKind.Array)
        : (BufferType)value.Type;

    private Value Number(Value buffer, string suffix) =>
        new(_ids.Take(), InertType.Int, buffer.Name.Length == 0 ? "" : buffer.Name + suffix);

    /// <summary>The roots that reach each chosen buffer, in the order in which they are met.</summary>
    private Dictionary<Value, List<Operand>> Roots(IReadOnlyList<ChosenBuffer> web)
    {
        var roots = web.ToDictionary(chosen => chosen.Value, _ => new List<Operand>());
        bool hasChanged;
        do
        {
            hasChanged = false;
            foreach (var chosen in web)
            {
                foreach (var source in chosen.Sources.Select(_webs.Base))
                {
                    var reaching = source is Value value && roots.TryGetValue(value, out var others) ? others : [source];
                    foreach (var root in reaching.Except(roots[chosen.Value]).ToList())
                    {
                        roots[chosen.Value].Add(root);
                        hasChanged = true;
                    }
                }
            }
        }
        while (hasChanged);
        return roots;
    }

    /// <summary>Whether an operand is less than all of a buffer.</summary>
    private bool IsPart(Operand operand) =>
        _webs.ViewAt(operand) is { } view && (view.Start is not Constant { Bits: 0 } || view.Extent is not null || IsPart(view.Buffer));

    private EquatableArray<Value> Carried(EquatableArray<Value> values) =>
        values.SelectMany(value => _handles.TryGetValue(value, out var handle) ? handle.Values : [value]).ToEquatableArray();

    private EquatableArray<Operand> Inits(EquatableArray<Operand> inits, EquatableArray<Value> targets, List<Statement> output,
        Origin origin)
    {
        var builder = new BlockBuilder(_ids) { Origin = origin };
        var operands = inits.SelectMany((init, i) => Parts(init, targets[i], builder)).ToEquatableArray();
        output.AddRange(builder.Build([], []).Statements);
        return operands;
    }

    private Block Yielding(Block block, EquatableArray<Value> results, int firstParameter)
    {
        var rewritten = Rewrite(block);
        var builder = new BlockBuilder(_ids) { Origin = block.Statements.LastOrDefault()?.Origin ?? Origin.None };
        builder.AddRange(rewritten.Statements);
        var yields = block.Yields.SelectMany((yield, i) => Parts(yield, results[i], builder)).ToEquatableArray();
        return builder.Build([.. block.Parameters.Take(firstParameter), .. Carried([.. block.Parameters.Skip(firstParameter)])], yields);
    }

    /// <summary>What stands for an operand where it becomes a chosen buffer.</summary>
    private IEnumerable<Operand> Parts(Operand operand, Value target, BlockBuilder builder)
    {
        if (!_handles.TryGetValue(target, out var handle)) return [Rewrite(operand)];
        var root = _webs.Base(operand);
        var chosen = root is Value value && _handles.TryGetValue(value, out var other) ? other : null;
        var parts = new List<Operand>();
        if (handle.Array is { } array)
            parts.Add(_inner.Contains(root) && root is Value ? Rewrite(root) : chosen?.Array ?? (Operand)Constant.Default(array.Type));
        if (handle.Position is not null)
            parts.Add(chosen is null
                ? Constant.Int(Key(handle, root))
                : chosen.Position ?? (Operand)Constant.Int(chosen.Roots.Count == 0 ? Made : chosen.Roots[0].Key));
        if (handle.Start is null) return parts;
        parts.Add(Start(operand, builder));
        parts.Add(operand is Constant ? Constant.Int(0)
            : operand == root && chosen?.Extent is { } extent ? extent
            : builder.Let(new Length(Rewrite(operand), 0), InertType.Int));
        return parts;
    }

    /// <summary>
    /// The number of a root for one chosen buffer: what is made where another one is chosen may be there before this one is.
    /// </summary>
    private static int Key(Handle handle, Operand root) =>
        handle.Roots.Where(pair => pair.Root == root).Select(pair => pair.Key).DefaultIfEmpty(Made).First();

    /// <summary>Where an operand starts in its root.</summary>
    private Operand Start(Operand operand, BlockBuilder builder)
    {
        if (_webs.ViewAt(operand) is not { } view)
            return operand is Value value && _handles.TryGetValue(value, out var handle)
                ? handle.Start ?? (Operand)Constant.Int(0)
                : Constant.Int(0);
        var (outer, own) = (Start(view.Buffer, builder), Rewrite(view.Start));
        if (outer is Constant { Bits: 0 }) return own;
        return own is Constant { Bits: 0 } ? outer : builder.Apply(Primitive.Add, InertType.Int, outer, own);
    }

    /// <summary>The roots of chosen buffers, each as the type of what is chosen, or the choice itself where a condition decides.</summary>
    private Dictionary<Value, List<(int Key, Operand Whole)>> Wholes(EquatableArray<Value> values, Operand? condition,
        List<Statement> output, Origin origin)
    {
        var builder = new BlockBuilder(_ids) { Origin = origin };
        var seen = new Dictionary<(Operand, IrType), Operand>();
        var wholes = values.Where(_handles.ContainsKey)
            .ToDictionary(value => value, value => _handles[value].Roots.Select(pair => (pair.Key, Seen(pair.Root, value.Type))).ToList());
        output.AddRange(builder.Build([], []).Statements);
        if (condition is not null)
            foreach (var value in wholes.Keys.Where(value => _webs[value].Statement is If && _handles[value] is { Position: null }))
                _conditions[value] = Rewrite(condition);
        return wholes;

        Operand Seen(Operand root, IrType type)
        {
            if (root is Constant) return Constant.Default(type);
            if (root.Type == type) return Rewrite(root);
            if (!seen.TryGetValue((root, type), out var view))
                seen[(root, type)] = view = builder.Let(new View(Rewrite(root), Constant.Int(0), null), type);
            return view;
        }
    }

    /// <summary>A block that begins with the chosen buffers among its parameters.</summary>
    private Block Entered(Block block, Dictionary<Value, List<(int Key, Operand Whole)>> wholes)
    {
        var builder = new BlockBuilder(_ids) { Origin = block.Statements.FirstOrDefault()?.Origin ?? Origin.None };
        Materialize(block.Parameters, wholes, builder);
        return block with { Statements = [.. builder.Build([], []).Statements, .. block.Statements] };
    }

    private void Materialize(EquatableArray<Value> values, Dictionary<Value, List<(int Key, Operand Whole)>> wholes, BlockBuilder builder)
    {
        foreach (var value in values.Where(_handles.ContainsKey))
        {
            var (handle, own) = (_handles[value], wholes[value]);
            if (handle.Array is { } array)
                own = [.. own, (Made, IsSpan(value) ? builder.Let(new View(array, Constant.Int(0), null), value.Type) : array)];
            if (own.Count == 1)
            {
                if (handle.Start is null) _replaced[value] = own[0].Whole;
                else builder.Add(new Let([value], new View(own[0].Whole, handle.Start, handle.Extent), builder.Origin));
                continue;
            }

            var choice = handle.Position is { } position
                ? new Choice(position, own.Select(pair => pair.Key).ToEquatableArray(), own.Select(pair => pair.Whole).ToEquatableArray())
                : Decided(value, own);
            if (handle.Start is null) builder.Add(new Let([value], choice, builder.Origin));
            else builder.Add(new Let([value], new View(builder.Let(choice, value.Type), handle.Start, handle.Extent), builder.Origin));
        }
    }

    /// <summary>The choice by the condition of a branch.</summary>
    private Choice Decided(Value value, List<(int Key, Operand Whole)> wholes)
    {
        var then = Key(_handles[value], _webs.Base(_webs[value].Sources[0]));
        return new(_conditions[value], [1, 0],
            [wholes.First(pair => pair.Key == then).Whole, wholes.First(pair => pair.Key != then).Whole]);
    }
}
