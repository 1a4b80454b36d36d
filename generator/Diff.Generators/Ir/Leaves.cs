using Diff.Generators.Collections;

namespace Diff.Generators.Ir;

/// <summary>One scalar of a value: the value itself, or a leaf of an aggregate, counted depth first.</summary>
internal readonly record struct Leaf(Value Value, int Index)
{
    public IrType Type() => Value.Type.Leaves().ElementAt(Index);
}

/// <summary>Aggregates seen as the flat list of their scalars.</summary>
internal static class LeafTypes
{
    /// <summary>The types of the leaves of a type, depth first.</summary>
    public static IEnumerable<IrType> Leaves(this IrType type) =>
        type is AggregateType aggregate ? aggregate.Fields.SelectMany(field => field.Type.Leaves()) : [type];

    public static int LeafCount(this IrType type) =>
        type is AggregateType aggregate ? aggregate.Fields.Sum(field => field.Type.LeafCount()) : 1;

    /// <summary>The leaves that carry a derivative.</summary>
    public static IEnumerable<int> DifferentiableLeaves(this IrType type) =>
        type.Leaves().Select((leaf, i) => (leaf, i)).Where(pair => pair.leaf.IsDifferentiable()).Select(pair => pair.i);

    /// <summary>The index of the first leaf of a field.</summary>
    public static int FirstLeaf(this AggregateType type, int field) => type.Fields.Take(field).Sum(before => before.Type.LeafCount());

    /// <summary>The fields to follow from the aggregate to one of its leaves; empty for a scalar.</summary>
    public static EquatableArray<int> Path(this IrType type, int leaf)
    {
        var path = new List<int>();
        while (type is AggregateType aggregate)
        {
            var field = 0;
            while (leaf >= aggregate.Fields[field].Type.LeafCount()) leaf -= aggregate.Fields[field++].Type.LeafCount();
            path.Add(field);
            type = aggregate.Fields[field].Type;
        }

        return path.ToEquatableArray();
    }

    /// <summary>Reads one leaf of a value.</summary>
    public static Operand ReadLeaf(this BlockBuilder builder, Operand operand, int leaf)
    {
        foreach (var field in operand.Type.Path(leaf))
            operand = builder.Let(new GetField(operand, field), ((AggregateType)operand.Type).Fields[field].Type);
        return operand;
    }

    /// <summary>Builds a value from its leaves; missing ones are zero.</summary>
    public static Operand FromLeaves(this BlockBuilder builder, IrType type, Func<int, Operand?> leaf)
    {
        var next = 0;
        return Build(type);

        Operand Build(IrType part) => part is AggregateType aggregate
            ? builder.Let(new MakeAggregate(aggregate.Fields.Select(field => Build(field.Type)).ToEquatableArray()), part)
            : leaf(next++) ?? Constant.Default(part);
    }
}
