using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Moves what is read from memory, and what is computed from it, down to where it is used, so that one expression says it. Nothing in
/// between writes that memory. Forward mode reads the tangents of an expression where the primal reads its values: before the primal
/// statement, which comes before its tangent. What the primal reads moves over records alone, so that it still throws where it throws.
/// <code>
/// t = yDot[i]; y[i] += x[i]; yDot[i] = t + xDot[i];           →   y[i] += x[i]; yDot[i] += xDot[i];
/// t = y[i]; u = y[i + 1]; uAt[i] = u; y[i] = t - c[i] * u;    →   u = y[i + 1]; uAt[i] = u; y[i] -= c[i] * u;
/// </code>
/// </summary>
internal sealed class LateReads : Rewriter
{
    /// <summary>How far to move what is read, so that the work per statement is bounded.</summary>
    private const int Farthest = 64;

    private readonly Memories _memories;
    private readonly UseCounts _uses;

    private LateReads(Block body)
    {
        _memories = new(body);
        _uses = new(body);
    }

    public static Block Run(Block body) => new LateReads(body).Rewrite(body);

    public override Block Rewrite(Block block)
    {
        var inner = base.Rewrite(block);
        var statements = inner.Statements;
        var places = Places(statements);
        if (!Keep(statements, places)) return inner;

        var moved = Enumerable.Range(0, places.Length).ToLookup(i => places[i]);
        return inner with { Statements = Enumerable.Range(0, places.Length).SelectMany(place => moved[place]).Select(i => statements[i])
            .ToEquatableArray() };
    }

    /// <summary>For each statement, the one right before which it may stand: its last reader, directly or through what reads it.</summary>
    private int[] Places(EquatableArray<Statement> statements)
    {
        var places = new int[statements.Count];
        var readers = new Dictionary<int, int>();
        for (var i = statements.Count - 1; i >= 0; i--)
        {
            places[i] = i;
            if (statements[i] is Let { Results: [{ Name: "", Type: ScalarType } value] } let && _uses.IsSingle(value)
                && readers.TryGetValue(value.Id, out var reader) && MayMove(let, statements, i, places[reader]))
                places[i] = places[reader];
            foreach (var operand in statements[i].Operands().OfType<Value>()) readers[operand.Id] = i;
        }

        return places;
    }

    private bool MayMove(Let let, EquatableArray<Statement> statements, int from, int to)
    {
        if (let.Operation is not (Apply or Load) || to - from > Farthest) return false;
        for (var i = from + 1; i < to; i++)
        {
            if (statements[i] is Heading || !let.IsDerived() && IsSeen(statements[i])) return false;
            if (let.Operation is Load load && MayWrite(statements[i], load.Buffer)) return false;
        }

        return true;
    }

    /// <summary>Whether the statement does more than to record or to compute.</summary>
    private static bool IsSeen(Statement statement) => statement.Origin.Role != Role.Record && IsEffect(statement);

    /// <summary>Whether the statement writes memory of the buffer, or may: the code of others may write what it was not passed.</summary>
    private bool MayWrite(Statement statement, Operand buffer) => statement is not Let { Operation: var operation }
        || operation is Inert { Effect: not Effect.Pure } or Call { Kind: CallKind.Primal }
        || Effects.HasEffect(operation) && !_memories.IsUntouchedBy(statement, buffer);

    /// <summary>Whether the statement is one that others must not move over. Those with blocks are, so that the work per statement is bounded.</summary>
    private static bool IsEffect(Statement statement) => statement is not Let { Operation: var operation } || Effects.HasEffect(operation);

    /// <summary>Leaves what no write comes after where it is, and what reads nothing that moves. Whether anything moves.</summary>
    private static bool Keep(EquatableArray<Statement> statements, int[] places)
    {
        var moves = new HashSet<int>();
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] == i) continue;
            var let = (Let)statements[i];
            var isMoved = let.Operation is Load
                ? Enumerable.Range(i + 1, places[i] - i - 1).Any(between => IsEffect(statements[between]))
                : let.Operation.Operands.OfType<Value>().Any(operand => moves.Contains(operand.Id));
            if (isMoved) moves.Add(let.Result.Id);
            else places[i] = i;
        }

        return moves.Count > 0;
    }
}
