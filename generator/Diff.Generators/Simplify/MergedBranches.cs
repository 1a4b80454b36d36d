using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Joins branches on the same condition that stand one after the other.
/// <code>
/// if (c) sum = Dot(x, y); if (c) cell += sum;   →   if (c) cell += Dot(x, y);
/// </code>
/// </summary>
internal sealed class MergedBranches : Rewriter
{
    private MergedBranches()
    {
    }

    public static Block Run(Block body, Ids ids) => new MergedBranches().Rewrite(body);

    public override Block Rewrite(Block block)
    {
        var rewritten = base.Rewrite(block);
        var output = new List<Statement>(rewritten.Statements.Count);
        foreach (var statement in rewritten.Statements)
        {
            if (statement is If { Condition: Value } second && second.IsDerived() && output.Count > 0
                && output[output.Count - 1] is If first && first.IsDerived() && first.Condition == second.Condition)
                output[output.Count - 1] = Join(first, second);
            else output.Add(statement);
        }

        return output.Count == rewritten.Statements.Count ? rewritten : rewritten with { Statements = output.ToEquatableArray() };
    }

    private static If Join(If first, If second) => first with
    {
        Then = Join(first.Then, second.Then, first.Results),
        Else = Join(first.Else, second.Else, first.Results),
        Results = [.. first.Results, .. second.Results],
    };

    private static Block Join(Block first, Block second, EquatableArray<Value> results)
    {
        var inside = results.Zip(first.Yields, (result, yield) => (result, yield)).ToDictionary(pair => pair.result, pair => pair.yield);
        var rest = new Substitution(inside).Rewrite(second);
        return first with { Statements = [.. first.Statements, .. rest.Statements], Yields = [.. first.Yields, .. rest.Yields] };
    }
}
