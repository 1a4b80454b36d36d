using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers <c>a ?? b</c> and <c>a ??= b</c>: the right side runs only where the left one is null.</summary>
internal static class Nulls
{
    public static Tree<Operand> Lower(Lowering lowering, ICoalesceOperation coalesce)
    {
        if (ObjectPatterns.Lower(lowering, coalesce) is { } followed) return followed;
        var type = coalesce.Type!;
        var left = Expressions.Lower(lowering, coalesce.Value);
        if (NullableValues.Coalesce(lowering, coalesce, left, coalesce.Value.Type!, type,
            () => Expressions.Lower(lowering, coalesce.WhenNull)) is { } present)
            return present;
        var value = lowering.Pack(left);
        var isNull = lowering.Let(new Inert("{0} is null", [value], Effect.Pure), InertType.Bool);
        return lowering.Choose(isNull, Shapes.Of(type), () => Expressions.Lower(lowering, coalesce.WhenNull),
            () => Present(lowering, coalesce, value, coalesce.Value.Type!));
    }

    public static Tree<Operand> Lower(Lowering lowering, ICoalesceAssignmentOperation assignment)
    {
        var place = Places.Of(lowering, assignment.Target);
        var current = Places.Read(lowering, place);
        var type = assignment.Type!;
        if (NullableValues.Coalesce(lowering, assignment, current, assignment.Target.Type!, type, Assign) is { } present) return present;
        var before = lowering.Pack(current);
        var isNull = lowering.Let(new Inert("{0} is null", [before], Effect.Pure), InertType.Bool);
        return lowering.Choose(isNull, Shapes.Of(type), Assign, () => Present(lowering, assignment, before, assignment.Target.Type!));

        Tree<Operand> Assign()
        {
            var value = Expressions.Lower(lowering, assignment.Value);
            Places.Write(lowering, place,
                Conversions.Convert(lowering, assignment, value, assignment.Value.Type!, assignment.Target.Type!));
            return Conversions.Convert(lowering, assignment, value, assignment.Value.Type!, type);
        }
    }

    private static Tree<Operand> Present(Lowering lowering, IOperation coalesce, Operand value, ITypeSymbol from)
    {
        var to = coalesce.Type!;
        if (from.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
            && to.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T)
        {
            var inner = ((INamedTypeSymbol)from).TypeArguments[0];
            var present = lowering.Unpack(lowering.Let(new Inert("{0}.GetValueOrDefault()", [value], Effect.Pure), Shapes.Of(inner)));
            return Conversions.Convert(lowering, coalesce, present, inner, to);
        }
        return Conversions.Convert(lowering, coalesce, Expressions.Leaf(value), from, to);
    }
}
