using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>
/// Where an iteration that leaves the loop by a break does not step a variable, and nobody reads the variable after the loop, it is stepped
/// nevertheless: each iteration then does the same, and its reversal can undo it. Single-assignment form.
/// <code>
/// while (!done &amp;&amp; i &lt; n) { …; if (done') i' = i; else i' = i + 1; }   →   while (!done &amp;&amp; i &lt; n) { …; i' = i + 1; }
/// </code>
/// </summary>
internal static class FinalSteps
{
    public static Block Run(Block body, Ids ids)
    {
        var used = new HashSet<Value>(body.Statements()
            .SelectMany(statement => statement.Operands().Concat(statement.Blocks().SelectMany(inner => inner.Yields))).OfType<Value>());
        used.UnionWith(body.Yields.OfType<Value>());
        return new Stepping(ids, used).Rewrite(body);
    }

    private sealed class Stepping(Ids ids, HashSet<Value> used) : Rewriter
    {
        public override void Rewrite(Statement statement, List<Statement> output)
        {
            var rebuilt = Rebuild(statement);
            output.Add(rebuilt is Loop loop && Flag(loop) is { } flag ? Step(loop, flag) : rebuilt);
        }

        /// <summary>Which carried value ends the loop as soon as it is true.</summary>
        private static int? Flag(Loop loop)
        {
            var first = loop.Condition.Statements.OfType<If>().FirstOrDefault(branch => branch.Results.Contains(loop.Condition.Yields[0]));
            if (first is not { Then: { Statements.IsEmpty: true, Yields: [Constant { Bits: 0 }] } }) return null;
            var flag = loop.Condition.Parameters.ToList().FindIndex(parameter => parameter == first.Condition);
            return flag < 0 ? null : flag;
        }

        private Loop Step(Loop loop, int flag)
        {
            var builder = new BlockBuilder(ids) { Origin = loop.Origin };
            var copies = new Dictionary<Value, Operand?>();
            var yields = loop.Body.Yields.ToList();
            for (var i = 0; i < yields.Count; i++)
            {
                if (i == flag || used.Contains(loop.Results[i]) || !loop.Results[i].Type.IsInteger()) continue;
                var (next, path) = GoingOn(loop.Body, yields[i], loop.Body.Yields[flag]);
                if (path.Count > 0 && Copy(next, path, builder, copies) is { } stepped) yields[i] = stepped;
            }

            return loop with
            {
                Body = loop.Body with
                {
                    Statements = [.. loop.Body.Statements, .. builder.Build([], []).Statements],
                    Yields = yields.ToEquatableArray(),
                },
            };
        }

        /// <summary>What a value of the block is if the loop goes on, and the branches that lead to it.</summary>
        private static (Operand Next, List<Block> Path) GoingOn(Block block, Operand value, Operand done)
        {
            var path = new List<Block>();
            while (block.Statements.OfType<If>().FirstOrDefault(statement => statement.Results.Contains(value)) is { } branch)
            {
                var results = branch.Results.ToList();
                var (at, flag) = (results.IndexOf((Value)value), results.FindIndex(result => result == done));
                if (branch.Condition == done) block = branch.Else;
                else if (flag >= 0 && IsTrue(branch.Then.Yields[flag])) block = branch.Else;
                else if (flag >= 0 && IsTrue(branch.Else.Yields[flag])) block = branch.Then;
                else break;
                path.Add(block);
                value = block.Yields[at];
                if (flag >= 0) done = block.Yields[flag];
            }

            return (value, path);
        }

        private static bool IsTrue(Operand operand) => operand is Constant { Bits: not 0 };

        /// <summary>Computes a value of nested branches outside; null if that takes more than integer arithmetic.</summary>
        /// <param name="copies">What has been computed so.</param>
        private Operand? Copy(Operand operand, List<Block> path, BlockBuilder builder, Dictionary<Value, Operand?> copies)
        {
            if (operand is not Value value) return operand;
            if (copies.TryGetValue(value, out var known)) return known;
            var definition = path.SelectMany(block => block.Statements).FirstOrDefault(statement => statement.Results().Contains(value));
            if (definition is null) return value;
            if (definition is not Let { Operation: Apply { IsChecked: false, Primitive.Name: "+" or "-" or "*" } apply })
                return copies[value] = null;
            var operands = apply.Arguments.Select(argument => Copy(argument, path, builder, copies)).ToList();
            return copies[value] = operands.Contains(null)
                ? null
                : builder.Let(apply.With(operands.ToEquatableArray()!), value.Type, value.Name);
        }
    }
}
