using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Leaves the test alone in a condition that steps variables on: they are stepped at the start of each iteration, and once more when the
/// test has failed. Such a loop can be a counted one. A condition that does more stays as it is. Runs after the jumps are gone.
/// <code>
/// while (i-- > 0) { a; }   →   while (i > 0) { i = i - 1; a; } i = i - 1;
/// </code>
/// </summary>
internal static class SteppedConditions
{
    public static Block Run(Block body, Ids ids) => new Lowering(ids).Rewrite(body);

    private sealed class Lowering(Ids ids) : Rewriter
    {
        public override void Rewrite(Statement statement, List<Statement> output)
        {
            var rebuilt = Rebuild(statement);
            if (rebuilt is not Loop { TestsFirst: true, Condition: var condition } loop || !IsStepped(condition))
            {
                output.Add(rebuilt);
                return;
            }

            var steps = Part(condition, [], isStep: true);
            output.Add(loop with
            {
                Condition = Part(condition, condition.Yields, isStep: false),
                Body = loop.Body with { Statements = [.. Renaming.Copy(steps, ids).Statements, .. loop.Body.Statements] },
            });
            output.AddRange(Renaming.Copy(steps, ids).Statements);
        }
    }

    /// <summary>Whether a condition assigns variables, after it has read them, and does nothing else that counts.</summary>
    private static bool IsStepped(Block condition)
    {
        var stepped = new HashSet<Slot>();
        foreach (var statement in condition.Statements)
        {
            switch (statement)
            {
                case WriteSlot write:
                    stepped.Add(write.Slot);
                    break;
                case Let { Operation: ReadSlot { Slot: var slot } } when !stepped.Contains(slot):
                case Let { Operation: Apply or Conversion or Length or GetField }:
                    break;
                default:
                    return false;
            }
        }

        return stepped.Count > 0;
    }

    /// <summary>The statements that assign variables, or else those that do not, as far as they are needed.</summary>
    private static Block Part(Block condition, EquatableArray<Operand> yields, bool isStep)
    {
        var needed = new HashSet<Operand>(yields);
        var part = new List<Statement>();
        foreach (var statement in condition.Statements.Reverse())
        {
            if (statement is WriteSlot ? !isStep : !statement.Results().Any(needed.Contains)) continue;
            part.Insert(0, statement);
            needed.UnionWith(statement.Operands());
        }

        return new([], part.ToEquatableArray(), yields);
    }
}
