using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>Lowers <c>a ?? b</c>: the right side runs only where the left one is null.</summary>
internal static class Nulls
{
    public static Tree<Operand> Lower(Lowering lowering, ICoalesceOperation coalesce)
    {
        var value = Expressions.Scalar(lowering, coalesce.Value);
        var type = coalesce.Type!;
        var isNull = lowering.Let(new Inert("{0} is null", [value], Effect.Pure), InertType.Bool);
        return lowering.Choose(isNull, Shapes.Of(type), () => Expressions.Lower(lowering, coalesce.WhenNull), () => Present(lowering, coalesce, value));
    }

    private static Tree<Operand> Present(Lowering lowering, ICoalesceOperation coalesce, Operand value)
    {
        var (from, to) = (coalesce.Value.Type!, coalesce.Type!);
        if (from.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && to.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T)
        {
            var inner = ((INamedTypeSymbol)from).TypeArguments[0];
            var present = lowering.Unpack(lowering.Let(new Inert("{0}.GetValueOrDefault()", [value], Effect.Pure), Shapes.Of(inner)));
            return Conversions.Convert(lowering, coalesce, present, inner, to);
        }
        return Conversions.Convert(lowering, coalesce, Expressions.Leaf(value), from, to);
    }
}
