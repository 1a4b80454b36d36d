using Diff.Generators.Collections;
using Diff.Generators.Contracts;
using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Memory that a method makes once and each iteration of a loop uses as its own: an iteration reads nothing in it that it has not written
/// itself, and nobody else reads what it leaves there.
/// <code>
/// var t = new double[n];  for (p …) { for (j …) t[j] = f(p, j);  for (j …) s += t[j] * t[j]; }      // scratch of the loop over p
/// </code>
/// </summary>
internal sealed class ScratchUse
{
    private readonly AliasClasses _aliases;
    private readonly Dictionary<Value, Operation> _definitions = [];
    private readonly Dictionary<Statement, (int Start, int End)> _loops = new(ReferenceComparer<Statement>.Instance);
    private readonly Dictionary<int, List<int>> _uses = [];
    private readonly HashSet<int> _shared = [];
    private readonly Dictionary<(int Loop, int Memory), bool> _known = [];
    private int _next;

    public ScratchUse(Method method, AliasClasses aliases)
    {
        _aliases = aliases;
        foreach (var parameter in method.Body.Parameters) Share(parameter);
        Number(method.Body);
        foreach (var operand in method.Body.Yields) Share(operand);
    }

    /// <summary>Whether the memory is scratch of the loop.</summary>
    public bool IsOf(Statement loop, int memory)
    {
        if (_shared.Contains(memory) || !IsFilledFirst(loop, memory)) return false;
        var end = _loops[loop].End;
        var later = _loops.Where(other => other.Value.Start > end && IsFilledFirst(other.Key, memory))
            .Select(other => other.Value).ToList();
        return _uses[memory].Where(use => use > end).All(use => later.Exists(other => other.Start <= use && use <= other.End));
    }

    /// <summary>Whether each iteration writes what it reads of the memory before it reads it.</summary>
    private bool IsFilledFirst(Statement loop, int memory)
    {
        var key = (_loops[loop].Start, memory);
        if (_known.TryGetValue(key, out var known)) return known;
        var isFilled = loop is not Loop { Condition: var condition } || !condition.Statements().Any(Touches);
        var elements = new WrittenElements(LoopParts.Of(loop)!.Body,
            value => _definitions.TryGetValue(value, out var operation) ? operation : null);
        elements.Walk(statement => isFilled &= !Touches(statement) || statement switch
        {
            Let { Operation: View or Length or Store } => true,
            Let { Operation: Load load } => elements.Cover(load.Buffer, load.Indices),
            Let { Operation: Call call } => call.Bound().All(bound => !bound.Parameter.IsReadOnEntry
                || _aliases.Of(bound.Argument) != memory || elements.Cover(bound.Argument)),
            _ => false,
        });
        return _known[key] = isFilled;

        bool Touches(Statement statement) => statement.Operands().Any(operand => _aliases.Of(operand) == memory);
    }

    private void Number(Block block)
    {
        foreach (var statement in block.Statements)
        {
            var start = ++_next;
            foreach (var operand in statement.Operands())
                if (operand.Type.IsBuffer()) Use(operand);
            foreach (var inner in statement.Blocks())
            {
                foreach (var parameter in inner.Parameters) Share(parameter);
                Number(inner);
            }

            if (statement is For or Loop) _loops[statement] = (start, _next);
            if (statement is Let let) Define(let);
            else
                foreach (var result in statement.Results()) Share(result);
        }
    }

    private void Define(Let let)
    {
        if (let.Results.Count == 1) _definitions[let.Result] = let.Operation;
        // Numbers only, and no name that is not known to be the same memory each time.
        if (let.Operation is not (View or Allocate) || let.Result.Type is BufferType { Element: BufferType })
            foreach (var result in let.Results) Share(result);
        if (let.Operation is Store { Operand: var row }) Share(row);
    }

    private void Use(Operand buffer)
    {
        var memory = _aliases.Of(buffer);
        if (!_uses.TryGetValue(memory, out var uses)) _uses[memory] = uses = [];
        uses.Add(_next);
    }

    private void Share(Operand operand)
    {
        if (operand is Value && operand.Type.IsBuffer()) _shared.Add(_aliases.Of(operand));
    }
}
