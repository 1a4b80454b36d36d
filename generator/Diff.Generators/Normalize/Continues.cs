using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Turns <c>continue</c> into branches: the rest of the body is skipped, the step still runs.
/// <code>
/// while (c) { if (d) continue; a; }   →   while (c) { if (d) { } else { a; } }
/// </code>
/// </summary>
internal static class Continues
{
    public static Block Run(Block body, Ids ids) => new Lowering(ids).Rewrite(body);

    private sealed class Lowering(Ids ids) : Rewriter
    {
        public override void Rewrite(Statement statement, List<Statement> output)
        {
            var rebuilt = Rebuild(statement);
            output.Add(rebuilt is Loop loop && Jumps.Contains(loop.Body, inner => inner is Continue)
                ? loop with { Body = Lower(loop) }
                : rebuilt);
        }

        private Block Lower(Loop loop)
        {
            var skip = new Slot(ids.Take(), InertType.Bool, "skip");
            var jumps = new Jumps(ids, skip, inner => inner is Continue, inner => [new WriteSlot(skip, Constant.True, inner.Origin)]);
            var lowered = jumps.Run(loop.Body);
            return lowered with { Statements = [new WriteSlot(skip, Constant.False, loop.Origin), .. lowered.Statements] };
        }
    }
}
