using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Which parameters' memory a buffer value may refer to. An assignment ends what a variable held before, also in a loop; only of a try
/// statement it is not known how far it ran. May name too many parameters, never too few. What is read from objects and statics is
/// <see cref="MethodFacts.Objects"/>.
/// <code>
/// var w = x; for (…) { s += w[0]; w = new double[2]; w[0] = 1; }   // x is not written
/// </code>
/// </summary>
internal sealed class BufferFlow
{
    private static readonly HashSet<int> None = [];
    private static readonly HashSet<int> Objects = [MethodFacts.Objects];

    private readonly CallResults _callResults;
    private readonly Dictionary<int, HashSet<int>> _values = [];
    private Dictionary<int, HashSet<int>> _slots = [];
    private readonly Dictionary<Statement, Dictionary<int, HashSet<int>>> _heads = new(ReferenceComparer<Statement>.Instance);
    private Dictionary<int, HashSet<int>>? _attempted;
    private Jumps? _jumps;
    private int _changes;

    private BufferFlow(CallResults callResults) => _callResults = callResults;

    public static BufferFlow Run(Method method, CallResults callResults = CallResults.Own)
    {
        var flow = new BufferFlow(callResults);
        var entries = method.Body.Parameters;
        var receiver = entries.Count - method.Parameters.Count;
        for (var i = 0; i < method.Parameters.Count; i++)
            if (CanRefer(method.Parameters[i].Type)) flow._values[entries[receiver + i].Id] = [i];
        flow.Visit(method.Body);
        return flow;
    }

    /// <summary>Indices of the parameters that the operand may refer to.</summary>
    public IReadOnlyCollection<int> Of(Operand operand) =>
        All(operand) is var all && all.Contains(MethodFacts.Objects) ? [.. all.Where(index => index != MethodFacts.Objects)] : all;

    /// <summary>The same, and <see cref="MethodFacts.Objects"/> if it may refer to memory that objects or statics hold.</summary>
    public IReadOnlyCollection<int> All(Operand operand) =>
        operand is Value value && _values.TryGetValue(value.Id, out var parameters) ? parameters : None;

    private void Visit(Block block)
    {
        foreach (var statement in block.Statements)
        {
            switch (statement)
            {
                case WriteSlot write when CanRefer(write.Slot.Type):
                    _slots[write.Slot.Id] = [.. All(write.Operand)];
                    if (_attempted is not null) _changes += Join(_attempted, write.Slot.Id, All(write.Operand));
                    break;
                case If branch:
                    var before = Copy(_slots);
                    Visit(branch.Then);
                    (var then, _slots) = (_slots, before);
                    Visit(branch.Else);
                    Join(_slots, then);
                    Visit((Statement)branch);
                    break;
                case Loop or For:
                    Repeat(statement);
                    break;
                case Try guarded:
                    Attempt(guarded);
                    break;
                case Break:
                    Leave(_jumps?.Broken);
                    break;
                case Continue:
                    Leave(_jumps?.Continued);
                    break;
                case Return or Throw:
                    _slots = [];
                    break;
                default:
                    Visit(statement);
                    break;
            }
        }
    }

    /// <summary>
    /// Runs a loop until what is known at its head holds for every iteration. Loops inside keep what is known of theirs meanwhile.
    /// </summary>
    private void Repeat(Statement loop)
    {
        var entry = _slots;
        var isOuter = _jumps is null;
        int known;
        do
        {
            known = _changes;
            _slots = Copy(entry);
            Iterate(loop);
        }
        while (isOuter && known != _changes);
    }

    private void Iterate(Statement statement)
    {
        var head = HeadOf(statement);
        _slots = Copy(head);
        var (outer, own) = (_jumps, new Jumps([], []));
        _jumps = own;
        Visit(statement);
        var left = _slots;
        switch (statement)
        {
            case Loop { TestsFirst: false } loop:
                Step(loop.Body, loop.Step);
                Visit(loop.Condition);
                left = Copy(_slots);
                break;
            case Loop loop:
                Visit(loop.Condition);
                left = Copy(_slots);
                Step(loop.Body, loop.Step);
                break;
            case For loop:
                left = Copy(_slots);
                Visit(loop.Body);
                break;
        }

        Visit(statement);
        _changes += Join(head, _slots);
        Join(left, own.Broken);
        (_slots, _jumps) = (left, outer);

        void Step(Block body, Block step)
        {
            Visit(body);
            Join(_slots, own.Continued);
            Visit(step);
        }
    }

    /// <summary>All that has been known where a loop begins an iteration, or anywhere in a try statement.</summary>
    private Dictionary<int, HashSet<int>> HeadOf(Statement statement)
    {
        if (!_heads.TryGetValue(statement, out var head)) _heads[statement] = head = [];
        _changes += Join(head, _slots);
        return head;
    }

    /// <summary>What a try statement assigns anywhere may have been assigned, or not, wherever it is left.</summary>
    private void Attempt(Try guarded)
    {
        var (outer, any) = (_attempted, HeadOf(guarded));
        var entered = -1;
        while (entered != _changes)
        {
            entered = _changes;
            foreach (var block in guarded.Blocks())
            {
                (_slots, _attempted) = (Copy(any), any);
                Visit(block);
            }
        }

        Visit((Statement)guarded);
        (_slots, _attempted) = (Copy(any), outer);
        if (_attempted is not null) _changes += Join(_attempted, any);
        if (_jumps is not { } jumps) return;
        Join(jumps.Broken, any);
        Join(jumps.Continued, any);
    }

    /// <summary>What is known at a jump is known where it goes to; what stands behind it is not reached.</summary>
    private void Leave(Dictionary<int, HashSet<int>>? target)
    {
        if (target is not null) Join(target, _slots);
        _slots = [];
    }

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case Let { Operation: ReadSlot read } let:
                if (_slots.TryGetValue(read.Slot.Id, out var held)) Join(let.Result, held);
                break;
            case Let { Operation: Call { Callee.ReturnsOwnMemory: true } call } let:
                foreach (var (argument, parameter) in call.Bound())
                    if (_callResults == CallResults.AnyArgument || (_callResults == CallResults.AsResolved && parameter.IsReturned))
                        foreach (var result in let.Results) Join(result, All(argument));
                if (_callResults == CallResults.AnyArgument || (_callResults == CallResults.AsResolved && call.Callee.ReturnsObjects))
                    foreach (var result in let.Results.Where(result => result.Type.IsBuffer())) Join(result, Objects);
                break;
            case Let { Operation: Inert { IsFresh: true } }:
                break;
            case Let let:
                // Whatever comes out of an operation may refer to whatever went in: views, rows, tuples, results of calls.
                foreach (var result in let.Results)
                {
                    foreach (var operand in let.Operation.Operands) Join(result, All(operand));
                    if (let.Operation is Inert && result.Type.IsBuffer()) Join(result, Objects);
                }

                break;
            default:
                foreach (var (from, to) in statement.Handovers()) Join(to, All(from));
                break;
        }
    }

    private static Dictionary<int, HashSet<int>> Copy(Dictionary<int, HashSet<int>> slots) =>
        slots.ToDictionary(slot => slot.Key, slot => new HashSet<int>(slot.Value));

    private void Join(Value target, IReadOnlyCollection<int> parameters)
    {
        if (CanRefer(target.Type)) _changes += Join(_values, target.Id, parameters);
    }

    /// <returns>How many parameters are new.</returns>
    private static int Join(Dictionary<int, HashSet<int>> known, Dictionary<int, HashSet<int>> more) =>
        more.Sum(slot => Join(known, slot.Key, slot.Value));

    private static int Join(Dictionary<int, HashSet<int>> known, int target, IReadOnlyCollection<int> parameters)
    {
        if (parameters.Count == 0) return 0;
        if (!known.TryGetValue(target, out var held)) known[target] = held = [];
        return parameters.Count(held.Add);
    }

    /// <summary>What is known of the variables where a loop is left, and where its next iteration begins.</summary>
    private sealed record Jumps(Dictionary<int, HashSet<int>> Broken, Dictionary<int, HashSet<int>> Continued);

    /// <summary>An object or ref struct may hold a buffer too.</summary>
    private static bool CanRefer(IrType type) => type switch
    {
        BufferType => true,
        AggregateType aggregate => aggregate.Fields.Any(field => CanRefer(field.Type)),
        InertType inert => inert.Kind is InertKind.Reference or InertKind.RefStruct or InertKind.Struct,
        _ => false,
    };
}

/// <summary>What the result of a differentiable method may be.</summary>
internal enum CallResults
{
    /// <summary>Memory of its own, as in derivatives.</summary>
    Own,

    /// <summary>What the callee may return itself, an argument or an array of objects or statics, as far as it is known yet.</summary>
    AsResolved,

    /// <summary>Any argument, and any array of objects and statics.</summary>
    AnyArgument,
}
