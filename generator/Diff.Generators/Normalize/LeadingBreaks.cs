using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// A loop whose body begins with a test that breaks has this test in its condition: it can be a counted one. Imperative form, before the
/// jumps are lowered.
/// <code>
/// while (true) { if (i >= n) break; a; }   →   while (!(i >= n)) { a; }
/// while (c) { if (d) break; a; }           →   while (c &amp;&amp; !d) { a; }
/// </code>
/// </summary>
internal static class LeadingBreaks
{
    public static Block Run(Block body, Ids ids) => new Lowering(ids).Rewrite(body);

    private sealed class Lowering(Ids ids) : Rewriter
    {
        public override void Rewrite(Statement statement, List<Statement> output)
        {
            var rebuilt = Rebuild(statement);
            while (rebuilt is Loop { TestsFirst: true } loop && Lower(loop) is { } lowered) rebuilt = lowered;
            output.Add(rebuilt);
        }

        /// <summary>Null if the loop does not begin with a break.</summary>
        private Loop? Lower(Loop loop)
        {
            var statements = loop.Body.Statements;
            var before = statements.TakeWhile(IsPure).ToList();
            if (before.Count == statements.Count || statements[statements.Count - 1] is Break
                || statements[before.Count] is not If { Then.Statements: [Break], Else.Statements: [], Results: [] } leave
                || IsReadLater(before, statements.Skip(before.Count + 1)))
                return null;
            var builder = new BlockBuilder(ids) { Origin = leave.Origin };
            builder.AddRange(before);
            var goesOn = builder.Apply(Primitive.Not, InertType.Bool, leave.Condition);
            return loop with
            {
                Condition = And(loop.Condition, builder.Build([], [goesOn]), loop.Origin),
                Body = loop.Body with { Statements = statements.Skip(before.Count + 1).ToEquatableArray() },
            };
        }

        private Block And(Block first, Block second, Origin origin)
        {
            if (first.Yields[0] is Constant { Bits: not 0 })
                return second with { Statements = [.. first.Statements, .. second.Statements] };
            var builder = new BlockBuilder(ids) { Origin = origin };
            builder.AddRange(first.Statements);
            var both = builder.NewValue(InertType.Bool);
            builder.Add(new If(first.Yields[0], second, new Block([], [], [Constant.False]), [both], origin));
            return builder.Build([], [both]);
        }

        private static bool IsPure(Statement statement) => statement is Let
        {
            Operation: ReadSlot or Apply or Conversion or Length or GetField or Load or Inert { Effect: Effect.Pure },
        };

        private static bool IsReadLater(IEnumerable<Statement> before, IEnumerable<Statement> after)
        {
            var results = new HashSet<Operand>(before.SelectMany(statement => statement.Results()));
            return new Block([], after.ToEquatableArray(), []).Statements()
                .Any(statement => statement.Operands().Concat(statement.Blocks().SelectMany(inner => inner.Yields)).Any(results.Contains));
        }
    }
}
