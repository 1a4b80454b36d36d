using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers tuples: literals, fields, comparison.</summary>
internal static class Tuples
{
    public static Tree<Operand> Lower(Lowering lowering, ITupleOperation tuple) =>
        new((AggregateType)Shapes.Of(tuple.Type!), [.. tuple.Elements.Select(element => Expressions.Lower(lowering, element))]);

    /// <summary>The storage of a variable, or of a part of a tuple variable; null for any other expression.</summary>
    public static Tree<Slot>? Variable(Lowering lowering, IOperation expression) => expression switch
    {
        _ when Writes.Variable(expression) is { } symbol && lowering.References.Of(symbol) is not null => null,
        ILocalReferenceOperation { IsDeclaration: false } local => lowering.Variables[local.Local],
        IParameterReferenceOperation parameter =>
            Members.IsHeld(parameter) ? LocalObjects.Field(lowering, parameter) : lowering.Variables[parameter.Parameter],
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => lowering.This,
        IMemberReferenceOperation { Instance: { } instance } member
            when (Structs.IndexOf(member) ?? LocalClasses.IndexOf(member)) is { } index
                && Variable(lowering, instance) is { IsLeaf: false } variable => variable.Fields[index],
        _ => null,
    };

    /// <summary>The position of a tuple's field, whatever name it is called by.</summary>
    public static int IndexOf(IFieldSymbol field)
    {
        var item = (field.CorrespondingTupleField ?? field).Name;
        return int.Parse(item.Substring("Item".Length), System.Globalization.CultureInfo.InvariantCulture) - 1;
    }

    /// <summary>Takes a value apart that may be of a type without derivatives, which the IR does not see inside.</summary>
    public static Tree<Operand> TakeApart(Lowering lowering, Operand value, IrType shape) => shape is AggregateType aggregate
        && value.Type is not AggregateType
        ? new(aggregate, [.. aggregate.Fields.Select(field =>
            TakeApart(lowering, lowering.Let(new Inert("{0}." + field.Name, [value], Effect.Pure), field.Type), field.Type))])
        : lowering.Unpack(value);

    /// <summary>A tuple of operands in order, or the one operand.</summary>
    public static Tree<Operand> Of(IrType tuple, IReadOnlyList<Operand> leaves)
    {
        var next = 0;
        return Tree<Operand>.Build(tuple, (_, _) => leaves[next++]);
    }

    public static Tree<Operand> Compare(Lowering lowering, ITupleBinaryOperation comparison)
    {
        var equal = comparison.OperatorKind == BinaryOperatorKind.Equals;
        var (left, right) = (Expressions.Lower(lowering, comparison.LeftOperand), Expressions.Lower(lowering, comparison.RightOperand));
        var pairs = lowering.Unpack(left).Leaves.Zip(lowering.Unpack(right).Leaves, (x, y) => (x, y)).ToList();
        var result = AllEqual(lowering, pairs, 0);
        return Expressions.Leaf(equal ? result : Patterns.Not(lowering, result));
    }

    private static Operand AllEqual(Lowering lowering, IReadOnlyList<(Operand X, Operand Y)> pairs, int index)
    {
        if (index == pairs.Count) return Constant.True;
        var (x, y) = pairs[index];
        Operand first = x.Type is ScalarType || x.Type.IsInteger()
            ? lowering.Apply(Primitive.Equal, InertType.Bool, x, y)
            : lowering.Let(new Inert("{0} == {1}", [x, y], Effect.Read), InertType.Bool);
        return Patterns.And(lowering, first, () => AllEqual(lowering, pairs, index + 1));
    }
}
