using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Turns <c>break</c> into a flag that the loop tests before its own condition. The step of a <c>for</c> does not run after a break.
/// <code>
/// while (c) { a; if (d) break; b; }   →   done = false; while (!done &amp;&amp; c) { a; if (d) done = true; else { b; } }
/// </code>
/// </summary>
internal static class Breaks
{
    public static Block Run(Block body, Ids ids) => new Lowering(ids).Rewrite(body);

    private sealed class Lowering(Ids ids) : Rewriter
    {
        public override void Rewrite(Statement statement, List<Statement> output)
        {
            var rebuilt = Rebuild(statement);
            if (rebuilt is not Loop loop || !Jumps.Contains(loop.Body, inner => inner is Break))
            {
                output.Add(rebuilt);
                return;
            }

            var done = new Slot(ids.Take(), InertType.Bool, "done");
            var jumps = new Jumps(ids, done, inner => inner is Break, inner => [new WriteSlot(done, Constant.True, inner.Origin)]);
            output.Add(new WriteSlot(done, Constant.False, loop.Origin));
            output.Add(loop with
            {
                Body = jumps.Run(loop.Body),
                Condition = Unless(done, loop.Condition, loop.Origin),
                Step = loop.Step.Statements.IsEmpty ? loop.Step : Unless(done, loop.Step, loop.Origin),
            });
        }

        /// <summary>A block that runs the given one only while the flag is false, and yields false otherwise.</summary>
        private Block Unless(Slot done, Block block, Origin origin)
        {
            var builder = new BlockBuilder(ids) { Origin = origin };
            var flag = builder.Let(new ReadSlot(done), done.Type);
            if (block is { Statements.IsEmpty: true, Yields: [Constant { Bits: 1 }] })
                return builder.Build([], [builder.Let(new Apply(Primitive.Not, [flag]), done.Type)]);
            var results = block.Yields.Select(operand => builder.NewValue(operand.Type)).ToEquatableArray();
            var skipped = new Block([], [], block.Yields.Select(operand => (Operand)Constant.Default(operand.Type)).ToEquatableArray());
            builder.Add(new If(flag, skipped, block, results, origin));
            return builder.Build([], results.Select(value => (Operand)value).ToEquatableArray());
        }
    }
}
