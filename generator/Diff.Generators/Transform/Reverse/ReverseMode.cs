using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Reverse mode: the forward sweep and the reverse sweep of a method. Whole, they share one body and the values of the method's own block
/// stay in locals; split, the forward half records what the reverse half needs of them.
/// <code>
/// Vjp:  forward sweep; reverse sweep        halves:  forward sweep; push …  |  pop …; reverse sweep
/// </code>
/// </summary>
internal sealed class ReverseMode
{
    private readonly Method _method;
    private readonly ReverseContext _context;
    private readonly MethodAdjoints _adjoints;
    private readonly Block _forward;
    private readonly List<(int Result, Value Weight)> _weights = [];
    private readonly List<(Value Entry, Parameter Parameter, Value Accumulator)> _accumulators = [];

    /// <param name="isWhole">There are no halves: what objects hold is the same in both sweeps, unless the method changes it.</param>
    /// <param name="fuses">Loops may be reversed in the forward sweep, which takes a whole.</param>
    public ReverseMode(Method method, Activity activity, Optimizations optimizations, Ids ids, bool isWhole = false, bool fuses = false)
    {
        var (paired, shadows) = PairedShadows.Run(method, activity, ids);
        _method = paired;
        var fusable = fuses ? FusableLoops.Of(paired, activity) : [];
        _context = new ReverseContext(paired, activity, shadows, fusable, isWhole, optimizations, ids);
        _adjoints = new MethodAdjoints(new BlockBuilder(ids)) { IsWhole = fusable.Count > 0 };
        TakeWeights();
        TakeAccumulators();
        _forward = paired.Body with { Statements = ReverseSweep.Run(paired.Body, _adjoints, _context, AddReturnedWeights) };
    }

    /// <summary>What is in the way of a correct reverse sweep; empty if nothing is.</summary>
    public IReadOnlyList<Value> Impossible => _context.Impossible;

    /// <summary>Whether some loop is reversed in the forward sweep.</summary>
    public bool HasFused => _context.Fused.Count > 0;

    private IEnumerable<(Value Entry, Parameter Parameter)> Independents =>
        _method.BoundParameters().Where(pair => pair.Parameter.IsIndependent);

    public Derivative Vjp()
    {
        var builder = new BlockBuilder(_context.Ids);
        builder.Add(new Heading("forward sweep"));
        builder.AddRange(_forward.Statements);
        builder.Add(new Heading("reverse sweep"));
        builder.AddRange(_adjoints.Builder.Build([], []).Statements);
        builder.Origin = Origin.None with { Role = Role.Adjoint };
        foreach (var (entry, _, accumulator) in _accumulators)
        {
            if (entry.Type.IsBuffer()) continue;
            foreach (var leaf in ActiveLeaves(entry))
                builder.Do(new Accumulate(accumulator, [], entry.Type.Path(leaf.Index), _adjoints.Get(leaf)!));
        }

        var body = builder.Build(
            [.. _method.Body.Parameters, .. WeightsInOrder(),
                .. _accumulators.Where(slot => !slot.Parameter.IsWritten).Select(slot => slot.Accumulator)],
            [.. _method.Body.Yields, .. OutgoingWeights(builder)]);
        return new Derivative(DerivativeKind.Vjp, body, Recording.UsesTape(body), _context.Records.ToEquatableArray());
    }

    public (Derivative Forward, Derivative Reverse) Halves()
    {
        var builder = new BlockBuilder(_context.Ids) { Origin = Origin.None with { Role = Role.Adjoint } };
        builder.AddRange(_adjoints.Builder.Build([], []).Statements);
        var scalars = Independents.Where(pair => !pair.Entry.Type.IsBuffer()).ToList();
        var yields = scalars.Select(pair => builder.FromLeaves(pair.Entry.Type.Tangent(), leaf => _adjoints.Get(pair.Entry, leaf)))
            .ToEquatableArray();

        var passed = _method.Body.Parameters.Take(_method.HasReceiver ? 1 : 0)
            .Concat(_method.BoundParameters()
                .Where(pair => pair.Parameter.Type is BufferType or InertType && pair.Parameter.Mode != PassMode.Out)
                .Select(pair => pair.Value)).ToArray();
        var weights = _weights.Select(pair => pair.Weight);
        var buffers = _accumulators.Where(slot => slot.Entry.Type.IsBuffer()).Select(slot => slot.Accumulator);
        var reverse = builder.Build([.. passed, .. weights, .. buffers], yields);
        var plan = _context.Plan(_forward, reverse, passed);
        var records = _context.Records.ToEquatableArray();
        if (_method.KeepsRecord) return Keeping(plan, reverse, passed.Length);
        return (
            new Derivative(DerivativeKind.Forward, Recording.PushAtEnd(_forward, plan, _context.Ids), UsesTape: true, records),
            new Derivative(DerivativeKind.Reverse, Retrieval.Run(reverse, plan, _context.Ids, Recording.PopFrom), UsesTape: true, records));
    }

    /// <summary>The halves of a method that keeps a record: what is recorded is yielded, and comes back as parameters.</summary>
    private (Derivative Forward, Derivative Reverse) Keeping(RecordingPlan plan, Block reverse, int passed)
    {
        if (Recording.UsesTape(_forward))
            throw new InvalidOperationException($"{_method.Declaration.Key} cannot keep a record: its forward sweep uses the tape.");
        var kept = plan.Recorded.Select(value => value with { Id = _context.Ids.Take() }).ToEquatableArray();
        var back = plan.Recorded.Zip(kept, (value, found) => (value, found)).ToDictionary(pair => pair.value, pair => pair.found);
        var body = Retrieval.Run(reverse, plan, _context.Ids, (_, value) => back[value]);
        return (
            new Derivative(DerivativeKind.Forward, _forward with { Yields = [.. _forward.Yields, .. plan.Recorded] }, UsesTape: false,
                []) { Kept = kept },
            new Derivative(DerivativeKind.Reverse,
                body with { Parameters = [.. body.Parameters.Take(passed), .. kept, .. body.Parameters.Skip(passed)] }, UsesTape: false,
                []) { Kept = kept });
    }

    private void TakeWeights()
    {
        for (var i = 0; i < _method.Results.Count; i++)
        {
            var result = _method.Results[i];
            if (!result.IsDifferentiable) continue;
            var weight = _adjoints.Builder.NewValue(result.Type is BufferType { Rank: 1, Element: not BufferType and var element }
                ? Spans.ReadOnlyOf(element.Tangent())
                : result.Type.Tangent(), result.Parameter < 0 ? "weight" : _method.Parameters[result.Parameter].Name + "Weight");
            _weights.Add((i, weight));
            if (result.Type.IsBuffer()) continue;
            var types = result.Type.Leaves().ToList();
            for (var leaf = 0; leaf < types.Count; leaf++)
                if (types[leaf] is ScalarType && _context.Activity.IsActive(_method.Body.Yields[i]))
                    _adjoints.Add(_method.Body.Yields[i], leaf, _adjoints.Builder.ReadLeaf(weight, leaf));
        }
    }

    /// <summary>
    /// The weight of a returned buffer is its adjoint where the reverse sweep begins. Callers take jagged arrays for different ones down to
    /// their rows.
    /// </summary>
    private void AddReturnedWeights()
    {
        var tables = new List<(int Memory, Operand Shadow)>();
        for (var i = 0; i < _method.Results.Count; i++)
        {
            if (_method.Results[i].Type is not BufferType || !_method.Results[i].IsDifferentiable) continue;
            var weight = _weights.First(pair => pair.Result == i).Weight;
            if (LocalShadows.Of(_method.Body.Yields[i], _adjoints, _context) is not { } shadow) continue;
            if (shadow.Type.IsTable())
            {
                var memory = _context.Activity.Aliases.Of(_method.Body.Yields[i]);
                foreach (var other in tables.Where(table => table.Memory == memory))
                    _adjoints.Builder.Do(MemoryTemplates.RequireRowsApart(other.Shadow, shadow));
                tables.Add((memory, shadow));
            }

            _adjoints.Builder.Do(MemoryTemplates.Add(weight, shadow));
        }
    }

    private void TakeAccumulators()
    {
        foreach (var (entry, parameter) in Independents)
        {
            if (parameter.Mode == PassMode.Ref) continue;
            var type = entry.Type.IsBuffer() ? Spans.Adjoint(entry.Type) : Spans.Ref(entry.Type.Tangent());
            var accumulator = _adjoints.Builder.NewValue(type, parameter.Name + (parameter.IsWritten ? "Weight" : "Gradient"));
            _accumulators.Add((entry, parameter, accumulator));
            if (entry.Type.IsBuffer()) _adjoints.SetEarlyShadow(entry, accumulator);
        }
    }

    /// <summary>The weight of the returned value, then those of <c>ref</c>, <c>out</c> and written parameters in their order.</summary>
    private IEnumerable<Value> WeightsInOrder() =>
        _weights.Select(pair => (_method.Results[pair.Result].Parameter, pair.Weight))
            .Concat(_accumulators.Where(slot => slot.Parameter.IsWritten)
                .Select(slot => (_method.Parameters.ToList().IndexOf(slot.Parameter), slot.Accumulator)))
            .OrderBy(pair => pair.Item1)
            .Select(pair => pair.Item2);

    private IEnumerable<Leaf> ActiveLeaves(Value entry) =>
        Enumerable.Range(0, entry.Type.LeafCount()).Select(leaf => new Leaf(entry, leaf)).Where(leaf => _adjoints.Get(leaf) is not null);

    /// <summary>The gradient with respect to what was passed in by <c>ref</c>; zero for <c>out</c>.</summary>
    private IEnumerable<Operand> OutgoingWeights(BlockBuilder builder)
    {
        var entries = _method.BoundParameters().Select(pair => pair.Value).ToList();
        foreach (var result in _method.Results.Where(result => result.IsDifferentiable && result.Parameter >= 0))
        {
            var isRef = _method.Parameters[result.Parameter].Mode == PassMode.Ref;
            yield return builder.FromLeaves(result.Type.Tangent(), leaf => isRef ? _adjoints.Get(entries[result.Parameter], leaf) : null);
        }
    }
}
