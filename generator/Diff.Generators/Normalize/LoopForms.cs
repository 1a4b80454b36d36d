using Diff.Generators.Collections;

using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Leaves one kind of loop: test first, no separate step, a condition that assigns nothing. Runs after the jumps are gone.
/// <code>
/// do { a; } while (c);          →   go = true; while (go) { a; go = c; }
/// while (Next(ref i)) { a; }   →   go = Next(ref i); while (go) { a; go = Next(ref i); }
/// </code>
/// </summary>
internal static class LoopForms
{
    public static Block Run(Block body, Ids ids) => new Lowering(ids).Rewrite(body);

    private sealed class Lowering(Ids ids) : Rewriter
    {
        public override void Rewrite(Statement statement, List<Statement> output)
        {
            var rebuilt = Rebuild(statement);
            if (rebuilt is not Loop loop)
            {
                output.Add(rebuilt);
                return;
            }

            var body = loop.Body with { Statements = [.. loop.Body.Statements, .. loop.Step.Statements] };
            if (loop.TestsFirst && !loop.Condition.Statements().Any(inner => inner is WriteSlot))
            {
                output.Add(loop with { Body = body, Step = Block.Empty });
                return;
            }

            var go = new Slot(ids.Take(), InertType.Bool, "go");
            if (loop.TestsFirst) output.AddRange(Test(loop.Condition, go, loop.Origin, isCopy: true));
            else output.Add(new WriteSlot(go, Constant.True, loop.Origin));
            var flag = new Value(ids.Take(), InertType.Bool, "");
            output.Add(loop with
            {
                Condition = new Block([], [new Let([flag], new ReadSlot(go), loop.Origin)], [flag]),
                Body = body with { Statements = [.. body.Statements, .. Test(loop.Condition, go, loop.Origin, isCopy: false)] },
                Step = Block.Empty,
                TestsFirst = true,
            });
        }

        private IEnumerable<Statement> Test(Block condition, Slot go, Origin origin, bool isCopy)
        {
            var tested = isCopy ? Renaming.Copy(condition, ids) : condition;
            return [.. tested.Statements, new WriteSlot(go, tested.Yields[0], origin)];
        }
    }
}
