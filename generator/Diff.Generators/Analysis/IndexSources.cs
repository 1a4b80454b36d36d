using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>Where the integers of a method come from: what computes them, and what branches and loops hand on.</summary>
internal sealed class IndexSources
{
    private readonly Dictionary<Value, Operation> _definitions = [];
    private readonly Dictionary<Value, List<(Operand From, Statement By)>> _joins = [];
    private readonly Dictionary<Value, For> _loops = [];

    /// <summary>Takes note of what a statement defines; not of what is in its blocks.</summary>
    public void Add(Statement statement)
    {
        if (statement is Let { Results: [var result] } let) _definitions[result] = let.Operation;
        if (statement is For loop) _loops[loop.Index] = loop;
        foreach (var (from, to) in statement.Handovers())
        {
            if (to.Type != InertType.Int) continue;
            if (!_joins.TryGetValue(to, out var joined)) _joins[to] = joined = [];
            joined.Add((from, statement));
        }
    }

    /// <summary>What computes a value; null for parameters of blocks and for what is handed on.</summary>
    public Operation? DefinitionOf(Value value) => _definitions.TryGetValue(value, out var operation) ? operation : null;

    /// <summary>The counted loop that a value is the index of.</summary>
    public For? LoopOf(Value value) => _loops.TryGetValue(value, out var loop) ? loop : null;

    /// <summary>What a value may be, with the statements that hand it on; null if nothing does.</summary>
    public IReadOnlyList<(Operand From, Statement By)>? JoinOf(Value value) => _joins.TryGetValue(value, out var joined) ? joined : null;
}
