using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Frontend;

/// <summary>
/// The value of an expression, or the storage of a variable, split into its scalar leaves: a leaf for anything but tuples,
/// a node with one child per element for a tuple.
/// </summary>
/// <typeparam name="T">What stands at the leaves: <see cref="Operand"/> for values, <see cref="Slot"/> for variables.</typeparam>
internal sealed class Tree<T>
    where T : class
{
    private readonly T? _leaf;

    public Tree(IrType type, T leaf)
    {
        Type = type;
        _leaf = leaf;
    }

    public Tree(AggregateType type, IReadOnlyList<Tree<T>> fields)
    {
        Type = type;
        Fields = fields;
    }

    public IrType Type { get; }

    public IReadOnlyList<Tree<T>> Fields { get; } = [];

    public bool IsLeaf => _leaf is not null;

    public T Leaf => _leaf ?? throw new InvalidOperationException($"A value of type {Type.Name} is split into its fields.");

    public IEnumerable<T> Leaves => IsLeaf ? [Leaf] : Fields.SelectMany(child => child.Leaves);

    /// <summary>A tree of the same shape with other leaves, made from left to right.</summary>
    public Tree<TOther> Select<TOther>(Func<T, TOther> leaf)
        where TOther : class =>
        IsLeaf ? new(Type, leaf(Leaf)) : new((AggregateType)Type, [.. Fields.Select(field => field.Select(leaf))]);

    /// <summary>A tree of a type's shape; the leaves get the path of their fields, such as <c>_Item1</c>.</summary>
    public static Tree<T> Build(IrType type, Func<IrType, string, T> leaf, string path = "") => type is AggregateType aggregate
        ? new(aggregate, [.. aggregate.Fields.Select(field => Build(field.Type, leaf, path + "_" + field.Stem))])
        : new(type, leaf(type, path));
}
