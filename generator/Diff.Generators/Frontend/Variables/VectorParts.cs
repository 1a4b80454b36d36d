using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// A part of a vector or matrix of <c>System.Numerics</c> in a variable or element. Its place and indices have been evaluated, once.
/// </summary>
internal sealed record VectorPartPlace(IPropertySymbol Property, Place Whole, IReadOnlyList<Tree<Operand>> Indices) : Place;

/// <summary>
/// Properties and indexers of <c>System.Numerics</c> that are assigned: the vector or matrix is assigned, with a part replaced.
/// <code>
/// v[1] = x;   →   v = { X: v_X, Y: x, Z: v_Z };
/// </code>
/// </summary>
internal static class VectorParts
{
    /// <summary>Null if the target is no such member, or of no variable.</summary>
    public static Place? Place(Lowering lowering, IPropertyReferenceOperation target)
    {
        if (target.Instance is not { } instance || !Has(target) || !Receivers.IsVariable(lowering, instance)) return null;
        var whole = Places.Of(lowering, instance);
        return whole is DiscardPlace
            ? new DiscardPlace(target.Type)
            : new VectorPartPlace(target.Property, whole, Indices(lowering, target));
    }

    public static bool Has(IPropertyReferenceOperation target) =>
        target.Property.SetMethod is { } setter && Numerics.Has(setter.ContainingType) && !Structs.IsStored(target.Property);

    public static Tree<Operand> Read(Lowering lowering, VectorPartPlace place) =>
        Numerics.Lower(lowering, place.Property.GetMethod!, [Places.Read(lowering, place.Whole), .. place.Indices])!;

    public static void Write(Lowering lowering, VectorPartPlace place, Tree<Operand> value) =>
        Places.Write(lowering, place.Whole, With(lowering, place.Property, Places.Read(lowering, place.Whole), place.Indices, value));

    /// <summary>Assigns a part of a value that has no place yet.</summary>
    public static Tree<Operand> Set(Lowering lowering, IPropertyReferenceOperation target, Tree<Operand> whole, Func<Tree<Operand>> value)
    {
        var indices = Indices(lowering, target);
        return With(lowering, target.Property, whole, indices, value());
    }

    private static Tree<Operand>[] Indices(Lowering lowering, IPropertyReferenceOperation target)
    {
        var indices = new Tree<Operand>[target.Arguments.Length];
        foreach (var argument in target.Arguments) indices[argument.Parameter!.Ordinal] = Expressions.Lower(lowering, argument.Value);
        return indices;
    }

    private static Tree<Operand> With(Lowering lowering, IPropertySymbol property, Tree<Operand> whole,
        IReadOnlyList<Tree<Operand>> indices, Tree<Operand> value)
    {
        for (var i = 0; i < indices.Count; i++) RequireIndex(lowering, indices[i].Leaf, Bound(property, i));
        return Numerics.Lower(lowering, property.SetMethod!, [whole, .. indices, value])!;
    }

    private static void RequireIndex(Lowering lowering, Operand index, int bound)
    {
        if (index is Constant { Bits: var known } && known >= 0 && known < bound) return;
        lowering.Do(new Inert($"{KnownNames.RequireIndex}({{0}}, {bound})", [index], Effect.Read));
    }

    /// <summary>How many parts an index of an indexer chooses from: elements of a vector, rows and columns of a matrix.</summary>
    private static int Bound(IPropertySymbol property, int index)
    {
        var (numbers, columns) = (Count(property.ContainingType), property.ContainingType.Name == "Matrix3x2" ? 2 : 4);
        return index == 1 ? columns : property.Parameters.Length == 2 ? numbers / columns : numbers / Count(property.Type);
    }

    private static int Count(ITypeSymbol type) => Shapes.Of(type) is AggregateType aggregate ? Leaves(aggregate) : 1;

    private static int Leaves(AggregateType type) => type.Fields.Sum(field => field.Type is AggregateType part ? Leaves(part) : 1);
}
