using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// What counted and uncounted loops share: the reversed body, with the adjoints it carries. Those are the adjoints of the carried values (what
/// iteration k receives, it hands to iteration k - 1) and the sums of contributions to outer values.
/// </summary>
/// <param name="Forward">The forward body, before recording.</param>
/// <param name="Reverse">Parameters: the carried adjoints. It still reads values of the forward body.</param>
/// <param name="Inits">The carried adjoints before the reversed loop.</param>
/// <param name="Targets">Whose adjoint each carried one is after the reversed loop; null for a constant.</param>
internal sealed record LoopBodyReversal(Block Forward, Block Reverse, EquatableArray<Operand> Inits, EquatableArray<LoopTarget> Targets)
{
    /// <summary>Null if the loop has nothing to reverse.</summary>
    /// <param name="parameters">The carried parameters of the body, one per init and result.</param>
    public static LoopBodyReversal? Run(
        Block body, IEnumerable<Value> parameters, EquatableArray<Operand> inits, EquatableArray<Value> results, Adjoints adjoints, ReverseContext context)
    {
        var local = new HashSet<Value>(FreeValues.DefinedBy(body));
        var inner = new LoopAdjoints(adjoints.Builder.Nested(), adjoints, local.Contains);
        var carried = parameters.Select((parameter, i) => (Parameter: parameter, Init: inits[i], Result: results[i], Yield: body.Yields[i]))
            .Where(slot => slot.Result.Type is ScalarType && (adjoints.Get(slot.Result) is not null || context.Activity.IsActive(slot.Result)))
            .ToList();

        var incoming = carried.Select(slot => inner.Builder.NewValue(slot.Result.Type, Adjoints.Name(slot.Parameter))).ToList();
        for (var i = 0; i < carried.Count; i++) inner.Add(carried[i].Yield, 0, incoming[i]);
        var forward = body with { Statements = ReverseSweep.Run(body, inner, context) };
        if (inner.Builder.Count == 0 && carried.Count == 0) return null;

        var outgoing = carried.Select(slot => inner.Get(slot.Parameter) ?? Constant.Default(slot.Result.Type)).ToList();
        var sums = inner.Carried.ToList();
        return new LoopBodyReversal(
            forward,
            inner.Builder.Build([.. incoming, .. sums.Select(sum => sum.Parameter)], [.. outgoing, .. sums.Select(sum => inner.Get(sum.Leaf)!)]),
            [.. carried.Select(slot => adjoints.Get(slot.Result) ?? Constant.Default(slot.Result.Type)), .. sums.Select(sum => adjoints.Get(sum.Leaf) ?? Constant.Default(sum.Parameter.Type))],
            [.. carried.Select(slot => new LoopTarget(slot.Init, 0, IsSum: false)), .. sums.Select(sum => new LoopTarget(sum.Leaf.Value, sum.Leaf.Index, IsSum: true))]);
    }

    /// <summary>Hands the carried adjoints on after the reversed loop.</summary>
    public void Finish(EquatableArray<Value> results, Adjoints adjoints)
    {
        for (var i = 0; i < results.Count; i++)
            if (Targets[i].IsSum) adjoints.Set(new Leaf((Value)Targets[i].Operand, Targets[i].Leaf), results[i]);
        for (var i = 0; i < results.Count; i++)
            if (!Targets[i].IsSum) adjoints.Add(Targets[i].Operand, Targets[i].Leaf, results[i]);
    }

    public EquatableArray<Value> NewResults(ReverseContext context) =>
        Reverse.Parameters.Select(parameter => parameter with { Id = context.Ids.Take() }).ToEquatableArray();
}

/// <param name="IsSum">The carried value is the whole adjoint of the operand; otherwise it is added to it.</param>
internal readonly record struct LoopTarget(Operand Operand, int Leaf, bool IsSum);
