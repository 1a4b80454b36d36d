using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Analysis;

/// <summary>
/// Whether memory still holds, when a statement is reversed, what it held when the statement ran: it is written nowhere, or it is the
/// method's own and nothing that may run after the statement writes it there. Then the reverse sweep reads it again; otherwise the value is
/// recorded.
/// <code>
/// for (i …) a[i] = Exp(x[i]);   for (i …) s += a[i] * a[i];   // a holds what the second loop reads
/// for (i …) a[i + 1] = Exp(a[i]);                             // and what is read before it: later iterations write elsewhere
/// for (i …) { a[0] = x[i]; s += a[0] * a[0]; }                // the next iteration writes a, unless this one is reversed before
/// s += cells[0].X; cells.Add(new Cell { X = y });              // a new object is none of those before
/// </code>
/// </summary>
internal sealed class KeptMemory
{
    /// <summary>Stores in more places than these are not told apart, so that the work per load is bounded.</summary>
    private const int MostPlaces = 32;

    private readonly AliasClasses _aliases;
    private readonly bool _isWhole;
    private readonly Dictionary<Value, Position> _loads = [];
    private readonly Dictionary<Let, Position> _calls = new(ReferenceComparer<Let>.Instance);
    private readonly Dictionary<int, List<Written>> _writes = [];
    private readonly Dictionary<int, List<Written>> _rowWrites = [];
    private readonly Dictionary<Value, int> _defined = [];
    private readonly IndexSources _sources = new();
    private readonly Dictionary<Let, Position> _stores = new(ReferenceComparer<Let>.Instance);
    private readonly Dictionary<(int Ordinal, EnclosingLoop? Around), bool> _elsewhere = [];
    private readonly ElementsApart _apart;
    private readonly ElementPlaces _places;
    private readonly KeptTables _tables;
    private readonly HashSet<int> _callers = [];
    private readonly HashSet<int> _returned = [];
    private readonly HashSet<int> _shared = [];
    private int _next;

    private KeptMemory(AliasClasses aliases, KeptTables tables, SeparateRows rows, bool isWhole)
    {
        _aliases = aliases;
        _tables = tables;
        _isWhole = isWhole;
        _apart = new(_sources);
        _places = new(_sources, rows);
    }

    /// <param name="isWhole">Both sweeps are in one member: between two halves anyone may change what objects and statics hold.</param>
    public static KeptMemory Of(Method method, AliasClasses aliases, bool isWhole)
    {
        var memory = new KeptMemory(aliases, KeptTables.Of(method, isWhole), SeparateRows.Of(method.Body, aliases), isWhole);
        // The caller has these at hand: it may write them before it runs the reverse half.
        foreach (var value in method.Body.Yields.OfType<Value>()) memory.Share(value, memory._returned);
        memory._callers.UnionWith(memory._returned);
        foreach (var value in method.Body.Parameters) memory.Share(value, memory._callers);
        foreach (var parameter in method.Body.Parameters) memory._defined[parameter] = 0;
        memory.Visit(method.Body, null, null);
        return memory;
    }

    /// <summary>
    /// Whether a load, or the read of an element without derivatives, finds the same again, or the element that is stored to still holds
    /// what was stored.
    /// </summary>
    /// <param name="fused">Loops whose iterations are reversed one by one.</param>
    public bool Holds(Let let, HashSet<Statement> fused) => let.Operation switch
    {
        Load load => IsKept(load.Buffer)
            || (_loads.TryGetValue(let.Result, out var position)
                && IsLeftAlone(load.Buffer, position, fused, let.Result.Type.IsBuffer() ? _rowWrites : _writes, load.Indices)),
        Store { Path.IsEmpty: true } store =>
            _stores.TryGetValue(let, out var position) && IsLeftAlone(store.Buffer, position, fused, _writes, store.Indices),
        Inert read => _tables.Hold(read),
        _ => false,
    };

    /// <summary>Whether a buffer that a call only reads is the same when the call is reversed.</summary>
    public bool Holds(Let call, Operand buffer, HashSet<Statement> fused) =>
        IsKept(buffer) || (_calls.TryGetValue(call, out var position) && IsLeftAlone(buffer, position, fused, _writes));

    /// <summary>Whether the method itself leaves a buffer alone between a call and its reversal.</summary>
    public bool HoldsUnchanged(Let call, Operand buffer, HashSet<Statement> fused) =>
        !_aliases.IsWritten(buffer) || _aliases.IsExternal(buffer)
            || (_calls.TryGetValue(call, out var position) && IsLeftAlone(buffer, position, fused, _writes));

    /// <summary>Whether a buffer that a call writes is, when the call is reversed, what the call left in it.</summary>
    public bool HoldsResult(Let call, Operand buffer, HashSet<Statement> fused) =>
        _calls.TryGetValue(call, out var position) && IsLeftAlone(buffer, position with { Ordinal = position.Ordinal + 1 }, fused, _writes);

    /// <summary>Whether a table that a call takes or makes has the same rows when the call is reversed.</summary>
    public bool HoldsRows(Let call, Operand table) => !_rowWrites.ContainsKey(_aliases.Of(table))
        || (_calls.TryGetValue(call, out var position) && IsLeftAlone(table, position, [], _rowWrites));

    /// <summary>Whether no iteration of a loop stores to the element that a load in it reads.</summary>
    public bool IsUntouched(Let load, For loop)
    {
        if (load.Operation is not Load { Buffer: var buffer, Indices: var indices } || !_loads.TryGetValue(load.Result, out var position)
            || position.Loops.FirstOrDefault(around => around.Statement == (Statement)loop) is not { } inside
            || _shared.Contains(_aliases.Of(buffer)) || _aliases.IsExternal(buffer))
            return false;
        if (!_writes.TryGetValue(_aliases.Of(buffer), out var writes)) return true;
        var (place, none) = (_places.Of(buffer, indices), new HashSet<Statement>());
        return writes.Where(write => inside.Contains(write.Position.Ordinal)).All(write =>
            Comparable(place, write, inside.Start, none) is { } stored
            && _apart.Always(new(place!.Indices, position.Within(inside.Outer), position.Guard),
                new(stored.Indices, write.Position.Within(inside.Outer), write.Position.Guard),
                other => IsDefinedBefore(inside.Start, other)));
    }

    private bool IsKept(Operand buffer) => _aliases.IsKept(buffer)
        && (_isWhole || !(_aliases.IsExternal(buffer) || _returned.Contains(_aliases.Of(buffer))));

    /// <param name="element">The indices of the only element that matters; null if all do.</param>
    private bool IsLeftAlone(Operand buffer, Position position, HashSet<Statement> fused, Dictionary<int, List<Written>> written,
        EquatableArray<Operand>? element = null)
    {
        var memory = _aliases.Of(buffer);
        if (memory < 0 || _shared.Contains(memory)) return false;
        var start = position.Ordinal;
        var loop = position.Loop;
        for (; loop is not null && !fused.Contains(loop.Statement); loop = loop.Outer) start = loop.Start;
        if (loop is null && !_isWhole && _callers.Contains(memory)) return false;
        if (!written.TryGetValue(memory, out var writes)) return true;
        var end = loop?.End ?? int.MaxValue;
        var later = writes.Where(write => write.Position.Ordinal >= start && write.Position.Ordinal <= end).ToList();
        if (later.Count == 0 || element is not { } indices || later.Count > MostPlaces) return later.Count == 0;
        if (!_elsewhere.TryGetValue((position.Ordinal, loop), out var answer))
        {
            var place = _places.Of(buffer, indices);
            answer = later.TrueForAll(write => IsElsewhere(place, position, write, loop, start, fused));
            _elsewhere[(position.Ordinal, loop)] = answer;
        }

        return answer;
    }

    /// <summary>Whether a store goes to other elements than one that is loaded or stored before, whenever it runs after that.</summary>
    /// <param name="around">The loop whose iteration is reversed before the next one runs, if there is one.</param>
    private bool IsElsewhere(ElementPlace? place, Position position, Written write, EnclosingLoop? around, int start,
        HashSet<Statement> fused) =>
        Comparable(place, write, start, fused) is { } stored
        && _apart.After(new(place!.Indices, position.Within(around), position.Guard),
            new(stored.Indices, write.Position.Within(around), write.Position.Guard), write.Position.Ordinal > position.Ordinal,
            other => IsDefinedBefore(start, other));

    /// <summary>Where a store goes, if that can be compared with another place.</summary>
    private ElementPlace? Comparable(ElementPlace? place, Written write, int start, HashSet<Statement> fused) =>
        place is not null && IsDefinedBefore(start, place.Array) && write.Store is { } store
            && _places.Of(store.Buffer, store.Indices) is { } other && other.Array == place.Array
            && other.Indices.Count == place.Indices.Count && place.Rows.Concat(other.Rows).All(row => StaysInTable(row, fused))
            ? other
            : null;

    private bool StaysInTable(Value row, HashSet<Statement> fused) => _loads.TryGetValue(row, out var position)
        && _sources.DefinitionOf(row) is Load load && IsLeftAlone(load.Buffer, position, fused, _rowWrites);

    private bool IsDefinedBefore(int start, Value value) => _defined.TryGetValue(value, out var ordinal) && ordinal < start;

    private void Visit(Block block, EnclosingLoop? loop, Guard? guard)
    {
        foreach (var statement in block.Statements)
        {
            _next++;
            foreach (var result in statement.Results()) _defined[result] = _next;
            _sources.Add(statement);
            if (statement is Let let) Visit(let, new(_next, loop) { Guard = guard });
            if (statement is For or Loop)
            {
                var inside = new EnclosingLoop(statement, _next, loop);
                foreach (var parameter in statement.Blocks().SelectMany(inner => inner.Parameters)) _defined[parameter] = _next;
                foreach (var inner in statement.Blocks()) Visit(inner, inside, guard);
                inside.End = _next;
                continue;
            }

            foreach (var inner in statement.Blocks()) Visit(inner, loop, GuardOf(statement, inner, guard));
        }
    }

    private static Guard? GuardOf(Statement statement, Block inner, Guard? outer) =>
        statement is If branch ? new(branch.Condition, ReferenceEquals(inner, branch.Then), outer) : outer;

    private void Visit(Let let, Position here)
    {
        switch (let.Operation)
        {
            case Load:
                _loads[let.Result] = here;
                break;
            case Store store:
                _stores[let] = here;
                if (store.IsFirst) break;
                Write(store.Buffer, new(here, store), _writes);
                // To write a number in a row leaves the rows where they are.
                if (store.Operand.Type.IsBuffer()) Write(store.Buffer, new(here, store), _rowWrites);
                break;
            case Call call:
                _calls[let] = here;
                foreach (var (argument, parameter) in call.Bound())
                    if (parameter.IsWritten) Write(argument, new(here, null), _writes);
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

    private void Write(Operand buffer, Written write, Dictionary<int, List<Written>> written)
    {
        var memory = _aliases.Of(buffer);
        if (!written.TryGetValue(memory, out var writes)) written[memory] = writes = [];
        writes.Add(write);
    }

    private void Share(Operand operand, HashSet<int> shared)
    {
        if (operand.Type.IsBuffer()) shared.Add(_aliases.Of(operand));
    }

    /// <param name="Store">Null for a call, which may write anywhere.</param>
    private readonly record struct Written(Position Position, Store? Store);
}
