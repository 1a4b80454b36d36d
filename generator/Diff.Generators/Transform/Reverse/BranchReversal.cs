using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Reverses a branch by a branch on the same condition. What a reversed branch needs of its forward branch, the forward branch yields, if it
/// does not so already and an element holds it.
/// <code>
/// y = if c { x * x } else { x }   →   xBar = if c { xBar + yBar * (x + x) } else { xBar + yBar }
/// </code>
/// </summary>
internal static class BranchReversal
{
    public static Statement Run(If branch, Adjoints adjoints, ReverseContext context)
    {
        var then = Reverse(branch.Then, branch.Results, adjoints, context);
        var otherwise = Reverse(branch.Else, branch.Results, adjoints, context);
        var touched = then.Touched.Union(otherwise.Touched).OrderBy(leaf => leaf.Value.Id).ThenBy(leaf => leaf.Index).ToList();
        if (touched.Count == 0 && then.IsEmpty && otherwise.IsEmpty) return branch;

        var before = touched.Select(leaf => adjoints.Get(leaf)).ToList();
        var (thenReverse, thenForward, thenUp) = Connect(then, branch.Results, touched, context);
        var (elseReverse, elseForward, elseUp) = Connect(otherwise, branch.Results, touched, context);

        var results = touched.Select(leaf => adjoints.Builder.NewValue(leaf.Value.Type.Leaves().ElementAt(leaf.Index),
            Adjoints.Name(leaf.Value))).ToList();
        adjoints.Builder.Add(new If(branch.Condition, thenReverse, elseReverse, results.ToEquatableArray(), adjoints.Builder.Origin));
        for (var i = 0; i < touched.Count; i++) adjoints.Set(touched[i], results[i]);

        return branch with
        {
            Then = thenForward with { Yields = [.. thenForward.Yields, .. thenUp.Select(pair => pair.Inner),
                .. elseUp.Select(pair => Constant.Default(pair.Inner.Type))] },
            Else = elseForward with { Yields = [.. elseForward.Yields, .. thenUp.Select(pair => Constant.Default(pair.Inner.Type)),
                .. elseUp.Select(pair => pair.Inner)] },
            Results = [.. branch.Results, .. thenUp.Select(pair => pair.Outer), .. elseUp.Select(pair => pair.Outer)],
        };
    }

    /// <param name="Touched">The outer scalars whose adjoint the reversed side changes.</param>
    private sealed record Side(Block Forward, BranchAdjoints Adjoints, List<Leaf> Touched)
    {
        public bool IsEmpty => Adjoints.Builder.Count == 0;
    }

    private static Side Reverse(Block block, EquatableArray<Value> results, Adjoints outer, ReverseContext context)
    {
        var inner = new BranchAdjoints(outer.Builder.Nested(), outer, FreeValues.DefinedBy(block).Contains);
        for (var i = 0; i < results.Count; i++)
            for (var leaf = 0; leaf < results[i].Type.LeafCount(); leaf++) inner.Add(block.Yields[i], leaf, outer.Get(results[i], leaf));
        var forward = block with { Statements = ReverseSweep.Run(block, inner, context) };
        var local = FreeValues.DefinedBy(forward);
        return new Side(forward, inner, [.. inner.Touched.Where(leaf => !local.Contains(leaf.Value))]);
    }

    private static (Block Reverse, Block Forward, List<(Value Inner, Value Outer)> Up) Connect(Side side,
        EquatableArray<Value> results, List<Leaf> touched, ReverseContext context)
    {
        var yields = touched.Select(leaf => side.Adjoints.Get(leaf) ?? Constant.Default(leaf.Value.Type.Leaves().ElementAt(leaf.Index)))
            .ToEquatableArray();
        var reverse = side.Adjoints.Builder.Build([], yields);
        var local = FreeValues.DefinedBy(side.Forward);
        var known = side.Forward.Yields.Zip(results, (yield, result) => (Forward: yield as Value, Reverse: result))
            .Where(pair => pair.Forward?.Type is ScalarType && local.Contains(pair.Forward) && context.IsStored(pair.Reverse))
            .GroupBy(pair => pair.Forward).Select(pairs => (pairs.Key!, (Operand)pairs.First().Reverse)).ToArray();
        var plan = context.Plan(side.Forward, reverse, [.. known.Select(pair => pair.Item1)]);
        var up = plan.Recorded.Select(value => (Inner: value, Outer: value with { Id = context.Ids.Take() })).ToList();
        var outer = up.ToDictionary(pair => pair.Inner, pair => pair.Outer);
        return (Retrieval.Run(reverse, plan, context.Ids, (_, value) => outer[value], known), side.Forward, up);
    }
}
