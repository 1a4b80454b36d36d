using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Contracts;

/// <summary>
/// Which buffer parameters the reverse half may read: those with an element on which a partial, an index or a decision depends.
/// Flow-insensitive, on the imperative form. A caller need not keep the others: what they held is gone, and the reverse half does well
/// without.
/// <code>
/// for (…) moved[i] = y[i] + step * slope[i];   // [NoGradient] step: neither y nor slope is read in reverse
/// for (…) slope[i] = x[i] * y[i - 1];          // both x and y are
/// </code>
/// </summary>
internal sealed class ReverseReads
{
    private static readonly HashSet<int> None = [];

    private readonly Method _method;
    private readonly BufferFlow _flow;
    private readonly Dictionary<int, HashSet<int>> _origins = [];
    private readonly HashSet<int> _varied = [];
    private readonly HashSet<int> _read = [];
    private bool _hasChanged;

    private ReverseReads(Method method, BufferFlow flow)
    {
        _method = method;
        _flow = flow;
    }

    /// <summary>The indices of the parameters that the method itself may read in reverse; what it passes on is another matter.</summary>
    public IReadOnlyCollection<int> Parameters => _read;

    public static ReverseReads Of(Method method, BufferFlow flow)
    {
        var reads = new ReverseReads(method, flow);
        foreach (var (value, parameter) in method.BoundParameters())
            if (parameter.IsIndependent) reads._varied.Add(value.Id);
        do
        {
            reads._hasChanged = false;
            foreach (var statement in method.Body.Statements()) reads.Follow(statement);
        }
        while (reads._hasChanged);
        foreach (var statement in method.Body.Statements()) reads.Collect(statement);
        return reads;
    }

    /// <summary>Whether the fact can be told of a parameter: it is memory whose elements are no memory themselves.</summary>
    public static bool IsOptional(IrType type) =>
        type is BufferType { Element: not BufferType, Kind: not (BufferKind.Ref or BufferKind.Object) };

    /// <summary>What a value is computed from: elements of which parameters, and whether any independent.</summary>
    private void Follow(Statement statement)
    {
        switch (statement)
        {
            case Let { Operation: Load load } let when !let.Result.Type.IsBuffer():
                Derive(let.Result.Id, _flow.Of(load.Buffer), let.Result.Type.IsDifferentiable() && IsVaried(load.Buffer));
                break;
            case Let { Operation: ReadSlot read } let:
                Derive(let.Result.Id, Origins(read.Slot.Id), _varied.Contains(read.Slot.Id));
                break;
            case Let { Operation: Call } let:
                foreach (var result in let.Results) Derive(result.Id, None, result.Type.IsDifferentiable());
                break;
            case Let { Operation: Allocate } let:
                Derive(let.Result.Id, None, let.Result.Type.IsDifferentiable());
                break;
            case Let let:
                var passes = let.Operation is not (Detach or Inert or Length);
                foreach (var result in let.Results)
                    foreach (var operand in let.Operation.Operands) Derive(result.Id, Origins(operand), passes && IsVaried(operand));
                break;
            case WriteSlot write:
                Derive(write.Slot.Id, Origins(write.Operand), IsVaried(write.Operand));
                break;
            default:
                foreach (var (from, to) in statement.Handovers()) Derive(to.Id, Origins(from), IsVaried(from));
                break;
        }
    }

    private void Collect(Statement statement)
    {
        switch (statement)
        {
            case Let { Operation: Apply apply } let
                when let.Result.Type is not InertType && RuleTable.Find(apply.Primitive, apply.Arguments.Count) is { IsZero: false } rule:
                for (var operand = 0; operand < apply.Arguments.Count; operand++)
                {
                    if (!IsVaried(apply.Arguments[operand])) continue;
                    for (var output = 0; output < rule.Outputs.Count; output++)
                        foreach (var needed in RuleTable.Needed(apply, let.Result, operand, output)) Read(needed);
                }

                break;
            case Let { Operation: Load load } let:
                // A row is found again by reading the array of rows.
                if (let.Result.Type.IsBuffer()) _read.UnionWith(_flow.Of(load.Buffer));
                foreach (var index in load.Indices) Read(index);
                break;
            case Let { Operation: Store store }:
                foreach (var index in store.Indices) Read(index);
                break;
            case Let { Operation: View or Allocate } let:
                foreach (var operand in let.Operation.Operands.Where(operand => !operand.Type.IsBuffer())) Read(operand);
                break;
            case Let { Operation: Inert inert }:
                foreach (var operand in inert.Arguments) _read.UnionWith(_flow.Of(operand));
                break;
            case Let { Operation: Call { Callee.Kind: CalleeKind.Differentiable } call }:
                foreach (var (argument, parameter) in call.Bound())
                {
                    if (parameter.Type is InertType) Read(argument);
                    if (parameter.IsReadInReverse) _read.UnionWith(_flow.Of(argument));
                }

                break;
            case Let { Operation: Call call }:
                foreach (var operand in call.Arguments)
                {
                    Read(operand);
                    _read.UnionWith(_flow.Of(operand));
                }

                break;
            case If branch:
                Read(branch.Condition);
                break;
            case Loop loop:
                foreach (var yield in loop.Condition.Yields) Read(yield);
                break;
        }
    }

    private void Read(Operand operand) => _read.UnionWith(Origins(operand));

    /// <summary>Whether a value may depend on an independent.</summary>
    public bool IsVaried(Operand operand) => operand is Value value && value.Type.IsDifferentiable()
        && (_varied.Contains(value.Id)
            || _flow.Of(value).Any(index => _method.Parameters[index].IsIndependent || _method.Parameters[index].Type is not BufferType));

    private IReadOnlyCollection<int> Origins(Operand operand) => operand is Value value ? Origins(value.Id) : None;

    private IReadOnlyCollection<int> Origins(int id) => _origins.TryGetValue(id, out var origins) ? origins : None;

    private void Derive(IReadOnlyList<Value> targets, IReadOnlyList<Operand> sources)
    {
        for (var i = 0; i < Math.Min(targets.Count, sources.Count); i++) Derive(targets[i].Id, Origins(sources[i]), IsVaried(sources[i]));
    }

    private void Derive(int target, IReadOnlyCollection<int> origins, bool isVaried)
    {
        if (isVaried) _hasChanged |= _varied.Add(target);
        if (origins.Count == 0) return;
        if (!_origins.TryGetValue(target, out var known)) _origins[target] = known = [];
        foreach (var origin in origins) _hasChanged |= known.Add(origin);
    }
}
