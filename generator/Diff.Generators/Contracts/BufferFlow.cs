using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Which parameters' memory a buffer value may refer to. An assignment that runs once ends what a variable held before; in a loop or try block a variable that
/// ever holds a view of a parameter holds it everywhere. May name too many parameters, never too few. What is read from objects and statics is <see cref="MethodFacts.Objects"/>.
/// <code>
/// var w = x; w = new double[2]; w[0] = 1;   // x is not written
/// </code>
/// </summary>
internal sealed class BufferFlow
{
    private static readonly HashSet<int> None = [];
    private static readonly HashSet<int> Objects = [MethodFacts.Objects];

    private readonly Dictionary<int, HashSet<int>> _values = [];
    private Dictionary<int, HashSet<int>> _slots = [];
    private int _changes;

    public static BufferFlow Run(Method method)
    {
        var flow = new BufferFlow();
        var entries = method.Body.Parameters;
        var receiver = entries.Count - method.Parameters.Count;
        for (var i = 0; i < method.Parameters.Count; i++)
            if (CanRefer(method.Parameters[i].Type)) flow._values[entries[receiver + i].Id] = [i];
        flow.Visit(method.Body, runsOnce: true);
        return flow;
    }

    /// <summary>Indices of the parameters that the operand may refer to.</summary>
    public IReadOnlyCollection<int> Of(Operand operand) => All(operand) is var all && all.Contains(MethodFacts.Objects) ? [.. all.Where(index => index != MethodFacts.Objects)] : all;

    /// <summary>The same, and <see cref="MethodFacts.Objects"/> if it may refer to memory that objects or statics hold.</summary>
    public IReadOnlyCollection<int> All(Operand operand) => operand is Value value && _values.TryGetValue(value.Id, out var parameters) ? parameters : None;

    private void Visit(Block block, bool runsOnce)
    {
        foreach (var statement in block.Statements)
        {
            switch (statement)
            {
                case WriteSlot write when runsOnce && CanRefer(write.Slot.Type):
                    _slots[write.Slot.Id] = [.. All(write.Operand)];
                    break;
                case If branch when runsOnce:
                    var before = _slots.ToDictionary(slot => slot.Key, slot => new HashSet<int>(slot.Value));
                    Visit(branch.Then, runsOnce);
                    (var then, _slots) = (_slots, before);
                    Visit(branch.Else, runsOnce);
                    foreach (var slot in then) Join(_slots, slot.Key, slot.Value);
                    Visit(branch);
                    break;
                default:
                    if (runsOnce) Repeat(statement);
                    else Inside(statement);
                    break;
            }
        }
    }

    /// <summary>What a loop assigns, it may find; what a try block assigns, may not have been.</summary>
    private void Repeat(Statement statement)
    {
        var known = -1;
        while (known != _changes)
        {
            known = _changes;
            Inside(statement);
        }
    }

    private void Inside(Statement statement)
    {
        Visit(statement);
        foreach (var inner in statement.Blocks()) Visit(inner, runsOnce: false);
    }

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case Let { Operation: ReadSlot read } let:
                if (_slots.TryGetValue(read.Slot.Id, out var held)) Join(_values, let.Result, held);
                break;
            case Let { Operation: Call { Callee.ReturnsOwnMemory: true } }:
                // What a differentiable method returns is memory of its own.
                break;
            case Let let:
                // Whatever comes out of an operation may refer to whatever went in: views, rows, tuples, results of calls.
                foreach (var result in let.Results)
                {
                    foreach (var operand in let.Operation.Operands) Join(_values, result, All(operand));
                    if (let.Operation is Inert && result.Type.IsBuffer()) Join(_values, result, Objects);
                }

                break;
            case WriteSlot write when CanRefer(write.Slot.Type):
                Join(_slots, write.Slot.Id, All(write.Operand));
                break;
            case If branch:
                Join(branch.Results, branch.Then.Yields);
                Join(branch.Results, branch.Else.Yields);
                break;
            case Loop loop:
                Join(loop.Condition.Parameters, loop.Inits);
                Join(loop.Body.Parameters, loop.Inits);
                Join(loop.Condition.Parameters, loop.Body.Yields);
                Join(loop.Body.Parameters, loop.Body.Yields);
                Join(loop.Results, loop.Inits);
                Join(loop.Results, loop.Body.Yields);
                break;
            case For loop:
                Join([.. loop.Body.Parameters.Skip(1)], loop.Inits);
                Join([.. loop.Body.Parameters.Skip(1)], loop.Body.Yields);
                Join(loop.Results, loop.Inits);
                Join(loop.Results, loop.Body.Yields);
                break;
            case Try guarded:
                Join(guarded.Results, guarded.Body.Yields);
                break;
        }
    }

    private void Join(IReadOnlyList<Value> targets, IReadOnlyList<Operand> sources)
    {
        for (var i = 0; i < Math.Min(targets.Count, sources.Count); i++) Join(_values, targets[i], All(sources[i]));
    }

    private void Join(Dictionary<int, HashSet<int>> known, Value target, IReadOnlyCollection<int> parameters)
    {
        if (CanRefer(target.Type)) Join(known, target.Id, parameters);
    }

    private void Join(Dictionary<int, HashSet<int>> known, int target, IReadOnlyCollection<int> parameters)
    {
        if (parameters.Count == 0) return;
        if (!known.TryGetValue(target, out var held)) known[target] = held = [];
        foreach (var parameter in parameters)
            if (held.Add(parameter)) _changes++;
    }

    /// <summary>An object or ref struct may hold a buffer too.</summary>
    private static bool CanRefer(IrType type) => type switch
    {
        BufferType => true,
        AggregateType aggregate => aggregate.Fields.Any(field => CanRefer(field.Type)),
        InertType inert => inert.Kind is InertKind.Reference or InertKind.RefStruct or InertKind.Struct,
        _ => false,
    };
}
