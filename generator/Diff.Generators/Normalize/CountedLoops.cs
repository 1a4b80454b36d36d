using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Recognises counted loops in single-assignment form: an <c>int</c> index with a constant stride, compared with a bound
/// that does not change. Their trip count is known before they run, and they can be run backwards by their index.
/// <code>
/// loop i = a, x = x0 while i &lt; n { …; yield i + 1, y }      →   for i = a to n by 1, x = x0 { …; yield y }
/// loop i = n while i &gt; 0 { j = i - 1; a(j); yield j }   →   for j = n - 1 to -1 by -1 { a(j); }          // n is a length
/// </code>
/// </summary>
internal static class CountedLoops
{
    public static Block Run(Block body, Ids ids)
    {
        var used = new HashSet<Value>(body.Statements()
            .SelectMany(statement => statement.Operands().Concat(statement.Blocks().SelectMany(inner => inner.Yields))).OfType<Value>());
        used.UnionWith(body.Yields.OfType<Value>());
        return new Recognition(ids, used, FirstSteps.Of(body)).Rewrite(body);
    }

    private sealed class Recognition(Ids ids, HashSet<Value> used, FirstSteps steps) : Rewriter
    {
        private readonly Dictionary<Value, Operand> _replaced = [];

        public override Operand Rewrite(Operand operand) =>
            operand is Value value && _replaced.TryGetValue(value, out var replacement) ? replacement : operand;

        public override void Rewrite(Statement statement, List<Statement> output)
        {
            var rebuilt = Rebuild(statement);
            if (rebuilt is Loop loop && CountedShape.Of(loop) is { } shape) Lower(loop, shape, output);
            else output.Add(rebuilt);
        }

        private void Lower(Loop loop, CountedShape shape, List<Statement> output)
        {
            // A fixed bound may be computed in the condition (n - 1, x.Length): it moves in front of the loop.
            output.AddRange(shape.Hoisted);
            var before = new BlockBuilder(ids) { Origin = loop.Origin };
            var start = loop.Inits[shape.Carried];
            var end = shape.Bound(before, start);
            var others = Enumerable.Range(0, loop.Inits.Count).Where(i => i != shape.Carried).ToList();
            var index = loop.Body.Parameters[shape.Carried];
            var counted = new For(
                start,
                end,
                shape.Stride,
                shape.IsInclusive,
                others.Select(i => loop.Inits[i]).ToEquatableArray(),
                new Block(
                    [index, .. others.Select(i => loop.Body.Parameters[i])],
                    loop.Body.Statements,
                    others.Select(i => loop.Body.Yields[i]).ToEquatableArray()),
                others.Select(i => loop.Results[i]).ToEquatableArray(),
                loop.Origin);
            if (steps.IsFirst(loop, shape)) counted = Stepped(counted, (Value)loop.Body.Yields[shape.Carried], before);
            output.AddRange(before.Build([], []).Statements);
            output.Add(counted);

            var result = loop.Results[shape.Carried];
            if (!used.Contains(result)) return;
            var after = new BlockBuilder(ids) { Origin = loop.Origin };
            _replaced[result] = TripCount.IndexAfter(after, start, end, shape.Stride, shape.IsInclusive);
            output.AddRange(after.Build([], []).Statements);
        }

        private static For Stepped(For loop, Value next, BlockBuilder before) => loop with
        {
            Start = TripCount.Add(before, loop.Start, loop.Stride),
            End = TripCount.Add(before, loop.End, loop.Stride),
            Body = loop.Body with
            {
                Parameters = [next, .. loop.Body.Parameters.Skip(1)],
                Statements = [.. loop.Body.Statements.Where(statement => !statement.Results().Contains(next))],
            },
        };
    }
}
