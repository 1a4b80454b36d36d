using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Transform;

namespace Diff.Generators.Simplify;

/// <summary>
/// Takes blocks from the tape as early as they can be had. What a loop carries is then set after the call and not kept over it, so that it stays in
/// a register: no floating-point register survives a call. The order of what uses the tape stays.
/// <code>
/// x = x0; xAt = tape.Block(n); for …      xAt = tape.Block(n); x = x0; for …
/// </code>
/// </summary>
internal sealed class EarlyBlocks : Rewriter
{
    public static Block Run(Block body, Ids ids) => new EarlyBlocks().Rewrite(body);

    public override Block Rewrite(Block block)
    {
        var inner = base.Rewrite(block);
        if (!inner.Statements.Any(IsBlock)) return inner;
        var output = new List<Statement>(inner.Statements.Count);
        foreach (var statement in inner.Statements)
        {
            if (IsBlock(statement)) Insert(statement, output);
            else output.Add(statement);
        }

        return inner with { Statements = output.ToEquatableArray() };
    }

    private static bool IsBlock(Statement statement) => statement is Let { Operation: PushBlock or PopBlock };

    /// <summary>Inserts the statement, with the lengths that it takes, right after what must come before.</summary>
    private static void Insert(Statement statement, List<Statement> output)
    {
        var moving = new List<Statement> { statement };
        var needed = new HashSet<Operand>(statement.Operands());
        var place = output.Count;
        while (place > 0)
        {
            var before = output[place - 1];
            if (before is Heading || Recording.UsesTape(before)) break;
            if (before.Results().Any(needed.Contains))
            {
                if (before is not Let { Operation: Apply { IsChecked: false } or Length } let) break;
                needed.UnionWith(let.Operation.Operands);
                moving.Insert(0, let);
                output.RemoveAt(place - 1);
            }

            place--;
        }

        output.InsertRange(place, moving);
    }
}
