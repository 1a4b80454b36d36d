using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// What counted and uncounted loops share: the reversed body, with the adjoints it carries. Those are the adjoints of the carried values
/// (what iteration k receives, it hands to iteration k - 1) and the sums of contributions to outer values.
/// </summary>
/// <param name="Forward">The forward body, before recording.</param>
/// <param name="Reverse">Parameters: the carried adjoints. It still reads values of the forward body.</param>
/// <param name="Inits">The carried adjoints before the reversed loop.</param>
/// <param name="Targets">Whose adjoint each carried one is after the reversed loop; null for a constant.</param>
internal sealed record LoopBodyReversal(Block Forward, Block Reverse, EquatableArray<Operand> Inits, EquatableArray<LoopTarget> Targets)
{
    /// <summary>One scalar of a value that the loop carries.</summary>
    private readonly record struct Slot(Value Parameter, Operand Init, Value Result, Operand Yield, IrType Type, int Leaf);

    /// <summary>Null if the loop has nothing to reverse.</summary>
    /// <param name="parameters">The carried parameters of the body, one per init and result.</param>
    public static LoopBodyReversal? Run(
        Block body, IEnumerable<Value> parameters, EquatableArray<Operand> inits, EquatableArray<Value> results, Adjoints adjoints,
        ReverseContext context)
    {
        var local = new HashSet<Value>(FreeValues.DefinedBy(body));
        var inner = new LoopAdjoints(adjoints.Builder.Nested(), adjoints, local.Contains);
        var carried = parameters.SelectMany((parameter, i) => results[i].Type.Leaves()
            .Select((type, leaf) => new Slot(parameter, inits[i], results[i], body.Yields[i], type, leaf)))
            .Where(slot => slot.Type is ScalarType && slot.Type.IsDifferentiable())
            .Where(slot => adjoints.Get(slot.Result, slot.Leaf) is not null || context.Activity.IsActive(slot.Result))
            .ToList();

        var incoming = carried.Select(slot => inner.Builder.NewValue(slot.Type, Adjoints.Name(slot.Parameter))).ToList();
        for (var i = 0; i < carried.Count; i++) inner.Add(carried[i].Yield, carried[i].Leaf, incoming[i]);
        var forward = body with { Statements = ReverseSweep.Run(body, inner, context) };
        if (inner.Builder.Count == 0 && carried.Count == 0) return null;

        var outgoing = carried.Select(slot => inner.Get(slot.Parameter, slot.Leaf) ?? Constant.Default(slot.Type)).ToList();
        var sums = inner.Carried.ToList();
        return new LoopBodyReversal(
            forward,
            inner.Builder.Build([.. incoming, .. sums.Select(sum => sum.Parameter)],
                [.. outgoing, .. sums.Select(sum => inner.Get(sum.Leaf)!)]),
            [.. carried.Select(slot => adjoints.Get(slot.Result, slot.Leaf) ?? Constant.Default(slot.Type)),
                .. sums.Select(sum => adjoints.Get(sum.Leaf) ?? Constant.Default(sum.Parameter.Type))],
            [.. carried.Select(slot => new LoopTarget(slot.Init, slot.Leaf, IsSum: false)),
                .. sums.Select(sum => new LoopTarget(sum.Leaf.Value, sum.Leaf.Index, IsSum: true))]);
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
internal readonly record struct LoopTarget(Operand Operand, int Leaf, bool IsSum)
{
    /// <summary>Of what is carried and no adjoint.</summary>
    public static readonly LoopTarget None = new(Constant.False, 0, IsSum: false);
}
