using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Analysis;

/// <summary>
/// Whether memory still holds, when a statement is reversed, what it held when the statement ran: it is written nowhere, or it is the method's own
/// and nothing that may run after the statement writes it. Then the reverse sweep reads it again; otherwise the value is recorded.
/// <code>
/// for (i …) a[i] = Exp(x[i]);   for (i …) s += a[i] * a[i];   // a holds what the second loop reads
/// for (i …) { a[0] = x[i]; s += a[0] * a[0]; }                // the next iteration writes a, unless this one is reversed before
/// </code>
/// </summary>
internal sealed class KeptMemory
{
    private readonly AliasClasses _aliases;
    private readonly bool _isWhole;
    private readonly Dictionary<Value, Place> _loads = [];
    private readonly Dictionary<Let, Place> _calls = new(ReferenceComparer<Let>.Instance);
    private readonly Dictionary<int, List<int>> _writes = [];
    private readonly Dictionary<int, List<int>> _rowWrites = [];
    private readonly HashSet<int> _callers = [];
    private readonly HashSet<int> _shared = [];
    private int _next;

    private KeptMemory(AliasClasses aliases, bool isWhole)
    {
        _aliases = aliases;
        _isWhole = isWhole;
    }

    /// <param name="isWhole">Both sweeps are in one member: between two halves anyone may change what objects and statics hold.</param>
    public static KeptMemory Of(Method method, AliasClasses aliases, bool isWhole)
    {
        var memory = new KeptMemory(aliases, isWhole);
        // The caller has these at hand: it may write them before it runs the reverse half.
        foreach (var value in method.Body.Parameters.Concat(method.Body.Yields.OfType<Value>())) memory.Share(value, memory._callers);
        memory.Visit(method.Body, null);
        return memory;
    }

    /// <summary>Whether a load finds the same again.</summary>
    /// <param name="fused">Loops whose iterations are reversed one by one.</param>
    public bool Holds(Let load, HashSet<Statement> fused) => load.Operation is Load { Buffer: var buffer }
        && (IsKept(buffer) || (_loads.TryGetValue(load.Result, out var place) && IsLeftAlone(buffer, place, fused, load.Result.Type.IsBuffer() ? _rowWrites : _writes)));

    /// <summary>Whether a buffer that a call only reads is the same when the call is reversed.</summary>
    public bool Holds(Let call, Operand buffer, HashSet<Statement> fused) =>
        IsKept(buffer) || (_calls.TryGetValue(call, out var place) && IsLeftAlone(buffer, place, fused, _writes));

    /// <summary>Whether the method itself leaves a buffer alone between a call and its reversal.</summary>
    public bool HoldsUnchanged(Let call, Operand buffer, HashSet<Statement> fused) =>
        !_aliases.IsWritten(buffer) || _aliases.IsExternal(buffer) || (_calls.TryGetValue(call, out var place) && IsLeftAlone(buffer, place, fused, _writes));

    /// <summary>Whether a buffer that a call writes is, when the call is reversed, what the call left in it.</summary>
    public bool HoldsResult(Let call, Operand buffer, HashSet<Statement> fused) =>
        _calls.TryGetValue(call, out var place) && IsLeftAlone(buffer, place with { Ordinal = place.Ordinal + 1 }, fused, _writes);

    /// <summary>Whether a table that a call takes or makes has the same rows when the call is reversed.</summary>
    public bool HoldsRows(Let call, Operand table) => !_rowWrites.ContainsKey(_aliases.Of(table)) || (_calls.TryGetValue(call, out var place) && IsLeftAlone(table, place, [], _rowWrites));

    private bool IsKept(Operand buffer) => _aliases.IsKept(buffer) && (_isWhole || !_aliases.IsExternal(buffer));

    private bool IsLeftAlone(Operand buffer, Place place, HashSet<Statement> fused, Dictionary<int, List<int>> written)
    {
        var memory = _aliases.Of(buffer);
        if (memory < 0 || _shared.Contains(memory)) return false;
        var start = place.Ordinal;
        var loop = place.Loop;
        for (; loop is not null && !fused.Contains(loop.Statement); loop = loop.Outer) start = loop.Start;
        if (loop is null && _callers.Contains(memory)) return false;
        return !written.TryGetValue(memory, out var writes) || writes.TrueForAll(write => write < start || write > (loop?.End ?? int.MaxValue));
    }

    private void Visit(Block block, Repeated? loop)
    {
        foreach (var statement in block.Statements)
        {
            _next++;
            if (statement is Let let) Visit(let, loop);
            if (statement is For or Loop)
            {
                var inside = new Repeated(statement, _next, loop);
                foreach (var inner in statement.Blocks()) Visit(inner, inside);
                inside.End = _next;
                continue;
            }

            foreach (var inner in statement.Blocks()) Visit(inner, loop);
        }
    }

    private void Visit(Let let, Repeated? loop)
    {
        switch (let.Operation)
        {
            case Load:
                _loads[let.Result] = new(_next, loop);
                break;
            case Store store:
                Write(store.Buffer, _writes);
                // To write a number in a row leaves the rows where they are.
                if (store.Operand.Type.IsBuffer()) Write(store.Buffer, _rowWrites);
                break;
            case Call call:
                _calls[let] = new(_next, loop);
                foreach (var (argument, parameter) in call.Bound())
                    if (parameter.IsWritten) Write(argument, _writes);
                // What it returns may be held by something else, too.
                foreach (var result in let.Results) Share(result, _shared);
                break;
            case Inert inert when inert.IsHolder || OverlapChecks.IsCheck(inert):
                break;
            case Inert or MakeAggregate or GetField:
                foreach (var operand in let.Operation.Operands.Concat(let.Results)) Share(operand, _shared);
                break;
        }
    }

    private void Write(Operand buffer, Dictionary<int, List<int>> written)
    {
        var memory = _aliases.Of(buffer);
        if (!written.TryGetValue(memory, out var writes)) written[memory] = writes = [];
        writes.Add(_next);
    }

    private void Share(Operand operand, HashSet<int> shared)
    {
        if (operand.Type.IsBuffer()) shared.Add(_aliases.Of(operand));
    }

    /// <param name="Ordinal">Statements in textual order.</param>
    /// <param name="Loop">The innermost loop around the statement.</param>
    private readonly record struct Place(int Ordinal, Repeated? Loop);

    /// <summary>A loop: what stands anywhere in it may run after anything else in it.</summary>
    private sealed class Repeated(Statement statement, int start, Repeated? outer)
    {
        public Statement Statement => statement;

        public int Start => start;

        public int End { get; set; }

        public Repeated? Outer => outer;
    }
}
