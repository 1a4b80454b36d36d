using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Loops whose iterations touch each other only through sums: what they carry and is active is only added to, active memory that
/// they write is their own or scratch (<see cref="ScratchUse"/>), and other active memory that they read is not written afterwards. An
/// iteration of such a loop can be reversed as soon as it has run, once the adjoints of its sums are known. Looks at the method's own
/// block, and into loops that qualify.
/// <code>
/// for (i …) { r = y[i] - a * x[i]; s += r * r; }   // qualifies
/// for (i …) { x = r * x * (1 - x); }                // does not: x is more than a sum
/// </code>
/// </summary>
internal sealed class FusableLoops
{
    private readonly Activity _activity;
    private readonly HashSet<Statement> _found = new(ReferenceComparer<Statement>.Instance);
    private readonly Dictionary<Statement, (int Start, int End)> _extents = new(ReferenceComparer<Statement>.Instance);
    private readonly Dictionary<int, List<int>> _definitions = [];
    private readonly Dictionary<int, List<int>> _writes = [];
    private readonly Lazy<ScratchUse> _scratch;
    private int _next;

    private FusableLoops(Method method, Activity activity)
    {
        _activity = activity;
        // Few loops write to memory that is read in them.
        _scratch = new(() => new(method, activity.Aliases));
    }

    public static HashSet<Statement> Of(Method method, Activity activity)
    {
        var loops = new FusableLoops(method, activity);
        if (!method.Body.Statements.Any(statement => statement is For or Loop)) return loops._found;
        foreach (var parameter in method.Body.Parameters) loops.Define(parameter);
        loops.Number(method.Body);
        loops.Find(method.Body);
        return loops._found;
    }

    private void Find(Block block)
    {
        foreach (var statement in block.Statements)
        {
            if (LoopParts.Of(statement) is not { } loop || !CarriesSumsOnly(loop) || !OwnsWhatItWrites(statement)) continue;
            _found.Add(statement);
            Find(loop.Body);
        }
    }

    private bool CarriesSumsOnly(LoopParts loop)
    {
        for (var i = 0; i < loop.Results.Count; i++)
        {
            var parameter = loop.Parameters[i];
            if (!_activity.IsActive(parameter) && !_activity.IsActive(loop.Results[i])) continue;
            if (parameter.Type is not ScalarType || !Sums.IsOnlyAddedTo(loop.Body, parameter, loop.Body.Yields[i])) return false;
        }

        return true;
    }

    private bool OwnsWhatItWrites(Statement loop)
    {
        var (start, end) = _extents[loop];
        var touched = loop.Blocks().SelectMany(block => block.Statements())
            .SelectMany(statement => statement.Operands())
            .Where(operand => operand.Type.IsBuffer() && _activity.IsActive(operand))
            .Select(_activity.Aliases.Of)
            .Distinct();
        foreach (var memory in touched)
        {
            if (_writes.TryGetValue(memory, out var writes) && (writes.Exists(write => write > end) || IsHandedOn(memory, writes))
                && !_scratch.Value.IsOf(loop, memory))
                return false;
        }

        return true;

        // Other iterations find it written.
        bool IsHandedOn(int memory, List<int> writes) => writes.Exists(write => write >= start)
            && _definitions[memory].Exists(definition => definition < start || definition > end);
    }

    private void Number(Block block)
    {
        foreach (var statement in block.Statements)
        {
            var start = ++_next;
            foreach (var inner in statement.Blocks())
            {
                foreach (var parameter in inner.Parameters) Define(parameter);
                Number(inner);
            }

            foreach (var result in statement.Results()) Define(result);
            if (statement is For or Loop) _extents[statement] = (start, _next);
            if (statement is Let let) Write(let);
        }
    }

    private void Write(Let let)
    {
        switch (let.Operation)
        {
            case Store store:
                Write(store.Buffer);
                break;
            case Call call:
                foreach (var (argument, parameter) in call.Bound())
                    if (parameter.IsWritten) Write(argument);
                break;
        }
    }

    private void Write(Operand buffer) => Note(_writes, buffer);

    private void Define(Value value)
    {
        if (value.Type.IsBuffer()) Note(_definitions, value);
    }

    private void Note(Dictionary<int, List<int>> places, Operand buffer)
    {
        var memory = _activity.Aliases.Of(buffer);
        if (!places.TryGetValue(memory, out var known)) places[memory] = known = [];
        known.Add(_next);
    }
}
