using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Transform;

/// <summary>Adds to the adjoints of the operands of one operation what its result's adjoint contributes.</summary>
internal static class OperationReversal
{
    public static Statement Run(Let let, Adjoints adjoints, ReverseContext context)
    {
        switch (let.Operation)
        {
            case Store store when store.Operand.Type.IsDifferentiable() && !store.Operand.Type.IsBuffer():
                Reverse(store, adjoints, context);
                break;
            case Apply apply:
                Reverse(apply, let.Result, adjoints, context);
                break;
            case Conversion conversion when adjoints.Get(let.Result) is { } adjoint && context.Activity.IsActive(conversion.Operand):
                adjoints.Add(conversion.Operand, 0, ConversionRule.Contribution(adjoints.Builder, adjoint, conversion.Operand.Type));
                break;
            case GetField field:
                var first = ((AggregateType)field.Aggregate.Type).FirstLeaf(field.Index);
                ForEachLeaf(let.Result, adjoints, (leaf, adjoint) => adjoints.Add(field.Aggregate, first + leaf, adjoint));
                break;
            case MakeAggregate make:
                Reverse(make, let.Result, adjoints);
                break;
            case Load load when !let.Result.Type.IsBuffer():
                ForEachLeaf(let.Result, adjoints, (leaf, adjoint) =>
                {
                    if (LocalShadows.Of(load.Buffer, adjoints, context) is { } shadow)
                        adjoints.Builder.Do(new Accumulate(shadow, load.Indices, let.Result.Type.Path(leaf), adjoint));
                });
                break;
        }

        return let;
    }

    private static void Reverse(Apply apply, Value result, Adjoints adjoints,
        ReverseContext context) => ForEachLeaf(result, adjoints, (leaf, adjoint) =>
    {
        for (var i = 0; i < apply.Arguments.Count; i++)
        {
            if (!context.Activity.IsActive(apply.Arguments[i])) continue;
            adjoints.Add(apply.Arguments[i], 0,
                RuleTable.Contribution(adjoints.Builder, apply, result, i, adjoint, primal => primal, leaf));
        }
    });

    private static void Reverse(MakeAggregate make, Value result, Adjoints adjoints)
    {
        var next = 0;
        foreach (var field in make.Fields)
        {
            for (var leaf = 0; leaf < field.Type.LeafCount(); leaf++) adjoints.Add(field, leaf, adjoints.Get(result, next + leaf));
            next += field.Type.LeafCount();
        }
    }

    /// <summary>The cell's adjoint goes to the operand; what was in the cell before has no influence on what follows.</summary>
    private static void Reverse(Store store, Adjoints adjoints, ReverseContext context)
    {
        if (LocalShadows.Of(store.Buffer, adjoints, context) is not { } shadow) return;
        var builder = adjoints.Builder;
        var cell = builder.Let(new Load(shadow, store.Indices), ((BufferType)shadow.Type).Element);
        builder.Do(new Store(shadow, store.Indices, store.Path, Constant.Default(store.Operand.Type.Tangent())));
        foreach (var leaf in store.Operand.Type.DifferentiableLeaves())
        {
            var adjoint = store.Path.Aggregate((Operand)cell,
                (part, field) => builder.Let(new GetField(part, field), ((AggregateType)part.Type).Fields[field].Type));
            adjoints.Add(store.Operand, leaf, builder.ReadLeaf(adjoint, leaf));
        }
    }

    private static void ForEachLeaf(Value result, Adjoints adjoints, Action<int, Operand> action)
    {
        for (var leaf = 0; leaf < result.Type.LeafCount(); leaf++)
            if (adjoints.Get(result, leaf) is { } adjoint) action(leaf, adjoint);
    }
}
