using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Which memory each buffer value of a body stands for: a parameter, what it allocated, or a part of one of these. Different ones have no
/// element in common: public members check it, and a callee's caller sees to it. Of a buffer that a loop or branch chose nothing is known.
/// An array that is stored as a row is a part of that table: <c>rows[0] = a; rows[0][i] = a[i + 1];</c>
/// </summary>
internal sealed class Memories
{
    private const int Unknown = -1;

    private readonly Dictionary<int, int> _roots = [];

    /// <summary>Tables, by what has been stored in them.</summary>
    private readonly Dictionary<int, int> _parents = [];

    public Memories(Block body)
    {
        foreach (var parameter in body.Parameters) _roots[parameter.Id] = parameter.Id;
        foreach (var statement in body.Statements()) Visit(statement);
    }

    public bool MayOverlap(Operand left, Operand right) =>
        Of(left) is var memory && Of(right) is var other && (memory == other || memory == Unknown || other == Unknown);

    /// <summary>Whether the statement, or what is in it, does anything with the memory of a buffer but add to its elements.</summary>
    public bool DependsOn(Statement statement, Operand buffer) => statement switch
    {
        Let { Operation: Accumulate accumulate } => MayOverlap(accumulate.Operand, buffer) && accumulate.Operand.Type.IsBuffer(),
        Let { Operation: View or Length } => false,
        Let { Operation: Load { Buffer: var rows } } let when let.Result.Type.IsBuffer() && !MayOverlap(rows, buffer) => false,
        _ => statement.Operands().Any(operand => operand.Type.IsBuffer() && MayOverlap(operand, buffer))
            || statement.Blocks().Any(block => block.Statements.Any(inner => DependsOn(inner, buffer))),
    };

    /// <summary>Whether the statement, and what is in it, does nothing with the memory of a buffer.</summary>
    public bool IsUntouchedBy(Statement statement, Operand buffer) => !DependsOn(statement, buffer) && !AddsTo(statement, buffer);

    private bool AddsTo(Statement statement, Operand buffer) =>
        statement is Let { Operation: Accumulate accumulate } && MayOverlap(accumulate.Buffer, buffer)
            || statement.Blocks().Any(block => block.Statements.Any(inner => AddsTo(inner, buffer)));

    private void Visit(Statement statement)
    {
        if (statement is Let { Operation: Store { Buffer: var table, Operand: { Type: BufferType } row } })
        {
            if ((Of(table), Of(row)) is var (whole, part) && whole != part && whole != Unknown) _parents[whole] = part;
            return;
        }

        if (statement is not Let { Results: [{ Type: BufferType } result] } let) return;
        _roots[result.Id] = let.Operation switch
        {
            View or Detach or Load => Of(let.Operation.Operands[0]),
            Allocate or Clone or PushBlock or PopBlock => result.Id,
            _ => Unknown,
        };
    }

    private int Of(Operand buffer)
    {
        var root = buffer is Value value && _roots.TryGetValue(value.Id, out var found) ? found : Unknown;
        while (_parents.TryGetValue(root, out var parent)) root = parent;
        return root;
    }
}
