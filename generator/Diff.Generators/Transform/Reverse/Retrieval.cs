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
        params (Value Forward, Operand Reverse)[] known)
    {
        var map = known.ToDictionary(pair => pair.Forward, pair => pair.Reverse);
        var top = new BlockBuilder(ids);
        foreach (var value in plan.Recorded.Reverse()) map[value] = read(top, value);
        var substitution = new Substitution(map);
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
