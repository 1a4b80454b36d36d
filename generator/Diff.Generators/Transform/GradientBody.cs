using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// The gradient of a scalar result as a body of its own: its <c>Vjp</c> for weight 1, which yields what the Vjp adds to its <c>ref</c>
/// accumulators.
/// <code>
/// FVjp(x, weight, ref xGradient) { xGradient += weight * 2.0 * x; return x * x; }   →   F(x) { return 1.0 * 2.0 * x; }
/// </code>
/// </summary>
/// <param name="Body">Parameters: the primal's, then the accumulators of buffers. Yields: the adjoints of the other independents, in
/// order.</param>
/// <param name="Accumulators">The accumulators of buffers, each with the entry value of its independent.</param>
internal sealed record GradientBody(Block Body, EquatableArray<(Value Entry, Value Accumulator)> Accumulators)
{
    public static GradientBody Of(Method method, Derivative vjp, Ids ids)
    {
        var independents = method.BoundParameters().Where(pair => pair.Parameter.IsIndependent).Select(pair => pair.Value).ToList();
        var primal = method.Body.Parameters.Count;
        var weight = vjp.Body.Parameters[primal];
        var accumulators = vjp.Body.Parameters.Skip(primal + 1).ToList();
        if (accumulators.Count != independents.Count) throw new InvalidOperationException($"{method.Declaration.Name} has no gradient.");

        var substitution = new Substitution(new Dictionary<Value, Operand> { [weight] = Constant.Number(weight.Type, 1) });
        var sums = new Dictionary<Leaf, Operand>();
        var builder = new BlockBuilder(ids);
        foreach (var statement in substitution.Rewrite(vjp.Body).Statements)
        {
            var add = (statement as Let)?.Operation as Accumulate;
            if (add is not { Buffer: Value { Type: BufferType { Kind: BufferKind.Ref } } target } || !accumulators.Contains(target))
                builder.Add(statement);
            else sums[LeafOf(independents[accumulators.IndexOf(target)], add.Path)] = add.Operand;
        }

        builder.Origin = Origin.None with { Role = Role.Adjoint };
        var yields = independents.Where(entry => !entry.Type.IsBuffer())
            .Select(entry => builder.FromLeaves(entry.Type.Tangent(),
                leaf => sums.TryGetValue(new Leaf(entry, leaf), out var sum) ? sum : null)).ToList();
        var buffers = independents.Zip(accumulators, (entry, accumulator) => (entry, accumulator)).Where(pair => pair.entry.Type.IsBuffer())
            .ToEquatableArray();
        return new GradientBody(builder.Build([.. method.Body.Parameters, .. buffers.Select(pair => pair.accumulator)],
            yields.ToEquatableArray()), buffers);
    }

    private static Leaf LeafOf(Value entry, EquatableArray<int> path) =>
        new(entry, Enumerable.Range(0, entry.Type.LeafCount()).First(leaf => entry.Type.Path(leaf) == path));
}
