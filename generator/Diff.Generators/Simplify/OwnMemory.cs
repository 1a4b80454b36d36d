using Diff.Generators.Analysis;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// The memory of a body that nobody sees but the statements which name it: it is made here, stays here, and holds numbers. One number stands
/// for all buffers that may share it.
/// <code>
/// aBar = new double[n]; bBar = aBar;      // one memory, of its own
/// tape.Push(rowsBar);                     // memory that another half reads
/// </code>
/// </summary>
internal sealed class OwnMemory
{
    private readonly AliasClasses _aliases;
    private readonly HashSet<int> _seen = [];
    private readonly HashSet<Value> _defined = [];
    private readonly Dictionary<int, int> _names = [];

    public OwnMemory(Block body)
    {
        _aliases = AliasClasses.Of(body, [], []);
        foreach (var value in body.Parameters) Name(value, isMade: false);
        foreach (var value in body.Yields) See(value);
        foreach (var statement in body.Statements()) Visit(statement);
    }

    /// <summary>The memory of a buffer; null if others may see it.</summary>
    public int? Of(Operand buffer) =>
        buffer is Value && buffer.Type.IsBuffer() && _aliases.Of(buffer) is var memory && !_seen.Contains(memory) ? memory : null;

    /// <summary>Whether all names of the memory are among those that the statements define.</summary>
    public bool IsWithin(int memory, IEnumerable<Value> defined) =>
        defined.Count(value => value.Type.IsBuffer() && _aliases.Of(value) == memory) == _names[memory];

    private void Visit(Statement statement)
    {
        foreach (var operand in statement.Operands())
            if (operand is Value value && !_defined.Contains(value)) See(operand);
        switch (statement)
        {
            case Let { Operation: Allocate or Clone or View or Detach or Choice or Load or Length or Accumulate or Grow }:
            case Let { Operation: Inert { Arguments.Count: 1, IsLinear: true } }:
                Name(statement, isMade: true);
                break;
            case Let { Operation: Store store }:
                if (store.Operand.Type.IsBuffer()) See(store.Operand);
                break;
            case Let let when KeepsNone(let):
                Name(statement, isMade: true);
                break;
            case Let let:
                Name(statement, isMade: false);
                foreach (var operand in let.Operation.Operands) See(operand);
                break;
            default:
                Name(statement, isMade: true);
                foreach (var block in statement.Blocks())
                    foreach (var parameter in block.Parameters) Name(parameter, isMade: true);
                break;
        }
    }

    /// <summary>Whether the statement keeps none of its buffers: the tape does, an object does, and a result may be one of them.</summary>
    private static bool KeepsNone(Let let) => let.Results.All(result => result.Type is ScalarType or InertType { Kind: InertKind.Int })
        && let.Operation switch
        {
            Inert inert => inert.IsLinear || MemoryTemplates.IsOfSpans(inert.Template),
            Call call => call.Kind is not (CallKind.Forward or CallKind.ForwardTangent),
            _ => false,
        };

    private void Name(Statement statement, bool isMade)
    {
        foreach (var result in statement.Results()) Name(result, isMade);
    }

    private void Name(Value value, bool isMade)
    {
        _defined.Add(value);
        if (!value.Type.IsBuffer()) return;
        var memory = _aliases.Of(value);
        _names[memory] = (_names.TryGetValue(memory, out var count) ? count : 0) + 1;
        if (!isMade || value.Type is BufferType { Kind: BufferKind.Object }) _seen.Add(memory);
    }

    private void See(Operand operand)
    {
        if (operand is Value && operand.Type.IsBuffer()) _seen.Add(_aliases.Of(operand));
    }
}
