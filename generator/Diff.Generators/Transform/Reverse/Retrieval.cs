using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Puts a recording plan into a reversed block: at its top the recorded values are read back and the cheap ones are computed again; below,
/// they replace the values of the forward sweep.
/// <code>
/// xBar = yBar * cos(x)   →   x' = pop; xBar = yBar * cos(x')
/// </code>
/// </summary>
internal static class Retrieval
{
    /// <param name="read">Appends the read of a recorded value. Called in reverse order of definition.</param>
    /// <param name="known">Values of the forward block that the reversed block has under another name.</param>
    public static Block Run(Block reverse, RecordingPlan plan, Ids ids, Func<BlockBuilder, Value, Operand> read,
        params (Value Forward, Operand Reverse)[] known) => Run(reverse, plan, ids, read, [], known);

    /// <param name="late">What is done when the recorded values are there.</param>
    public static Block Run(Block reverse, RecordingPlan plan, Ids ids, Func<BlockBuilder, Value, Operand> read,
        EquatableArray<Statement> late, (Value Forward, Operand Reverse)[] known)
    {
        var map = known.ToDictionary(pair => pair.Forward, pair => pair.Reverse);
        var top = new BlockBuilder(ids);
        foreach (var value in plan.Recorded.Reverse()) map[value] = read(top, value);
        var substitution = new Substitution(map);
        top.AddRange(substitution.Rewrite(new Block([], late, [])).Statements);
        foreach (var let in plan.Recomputed)
        {
            top.Origin = let.Origin with { Role = Role.Record };
            var operation = let.Operation.With(substitution.Rewrite(let.Operation.Operands));
            map[let.Result] = top.Let(operation, let.Result.Type, let.Result.Name);
        }

        var rest = substitution.Rewrite(reverse);
        return new Block(reverse.Parameters, [.. top.Build([], []).Statements, .. rest.Statements], rest.Yields);
    }
}
