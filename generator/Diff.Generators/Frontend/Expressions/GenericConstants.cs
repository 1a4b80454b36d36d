using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers <c>T.Zero</c>, <c>T.Pi</c> and the like: constants of a scalar type parameter, and those of <c>Half</c>, which C# has as
/// properties too.
/// </summary>
internal static class GenericConstants
{
    public static Tree<Operand>? Lower(Lowering lowering, IPropertyReferenceOperation property)
    {
        if (Holder(property) is not { } type || !Shapes.IsScalar(type) || !Shapes.IsScalar(property.Type)) return null;
        var irType = Shapes.Of(type);
        var text = irType.Name + "." + property.Property.Name;
        double? value = property.Property.Name switch
        {
            "Zero" or "AdditiveIdentity" => 0,
            "One" or "MultiplicativeIdentity" => 1,
            "NegativeOne" => -1,
            "NegativeZero" => -0.0,
            _ => null,
        };
        return Expressions.Leaf(value is { } number
            ? new Constant(irType, BitConverter.DoubleToInt64Bits(number), text)
            : lowering.Let(new Inert(text, [], Effect.Pure), irType));
    }

    private static ITypeSymbol? Holder(IPropertyReferenceOperation property) =>
        property.ConstrainedToType
            ?? (property.Property is { IsStatic: true, ContainingType: { } type } && FloatingPoint.IsHalf(type) ? type : null);
}
