using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Transform;

namespace Diff.Generators.Simplify;

/// <summary>
/// Does not read back from the tape a block that is still in a variable: what both sweeps of one body hold outside of loops and branches.
/// The tape is a stack, so these are the first blocks recorded, up to whatever else moves the tape.
/// <code>
/// xAt = tape.Block(n); for … xAt[i] = x; …; xAt2 = cursor.Block(n); for … xAt2[i] …      xAt = tape.Block(n); for … xAt[i] = x; …; for … xAt[i] …
/// </code>
/// </summary>
internal static class BlocksAtHand
{
    public static Block Run(Block body, Ids ids)
    {
        var moves = body.Statements.Where(Recording.UsesTape).ToList();
        var atHand = new Dictionary<Value, Operand>();
        for (int first = 0, last = moves.Count - 1; first < last; first++, last--)
        {
            if (moves[first] is not Let { Operation: PushBlock } push || moves[last] is not Let { Operation: PopBlock } pop
                || pop.Result.Type != push.Result.Type)
                break;
            atHand[pop.Result] = push.Result;
        }

        if (atHand.Count == 0) return body;
        var kept = body.Statements.Where(statement => statement is not Let { Operation: PopBlock } pop || !atHand.ContainsKey(pop.Result));
        return new Substitution(atHand).Rewrite(body with { Statements = kept.ToEquatableArray() });
    }
}
