using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Reverses the body of a <c>try</c> where it stands; the cleanup belongs to the forward sweep alone.
/// <code>
/// y = try { x * x } finally { log() }   →   xBar += yBar * (x + x)
/// </code>
/// </summary>
internal static class TryReversal
{
    public static Statement Run(Try guarded, Adjoints adjoints, ReverseContext context)
    {
        var inner = new BranchAdjoints(adjoints.Builder.Nested(), adjoints, FreeValues.DefinedBy(guarded.Body).Contains);
        for (var i = 0; i < guarded.Results.Count; i++)
            for (var leaf = 0; leaf < guarded.Results[i].Type.LeafCount(); leaf++)
                inner.Add(guarded.Body.Yields[i], leaf, adjoints.Get(guarded.Results[i], leaf));
        var forward = guarded.Body with { Statements = ReverseSweep.Run(guarded.Body, inner, context) };
        var local = FreeValues.DefinedBy(forward);
        var touched = inner.Touched.Where(leaf => !local.Contains(leaf.Value)).ToList();

        var reverse = inner.Builder.Build([], touched.Select(leaf => inner.Get(leaf)!).ToEquatableArray());
        var plan = context.Plan(forward, reverse);
        var outer = plan.Recorded.ToDictionary(value => value, value => value with { Id = context.Ids.Take() });
        var retrieved = Retrieval.Run(reverse, plan, context.Ids, (_, value) => outer[value]);
        adjoints.Builder.AddRange(retrieved.Statements);
        for (var i = 0; i < touched.Count; i++) adjoints.Set(touched[i], retrieved.Yields[i]);

        return guarded with
        {
            Body = forward with { Yields = [.. forward.Yields, .. plan.Recorded] },
            Results = [.. guarded.Results, .. plan.Recorded.Select(value => outer[value])],
        };
    }
}
