using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>The IR type of a local value. Unlike <see cref="TypeMapping.Map"/> it takes every tuple apart and every other type that is not differentiable as a constant.</summary>
internal static class Shapes
{
    public static IrType Of(ITypeSymbol type) => type is INamedTypeSymbol { IsTupleType: true } tuple
        ? new AggregateType(
            TypeMapping.Spell(tuple),
            tuple.TupleElements.Select((element, i) => new AggregateField($"Item{i + 1}", Of(element.Type))).ToEquatableArray(),
            AggregateKind.Tuple)
        : TypeMapping.Map(type) ?? TypeMapping.MapInert(type);

    public static bool IsDifferentiable(ITypeSymbol? type) => type is not null && type.SpecialType != SpecialType.System_Void && Of(type).IsDifferentiable();

    public static bool IsScalar(ITypeSymbol? type) => type is not null && TypeMapping.Map(type) is ScalarType;

    public static bool IsBuffer(ITypeSymbol? type) => type is not null && TypeMapping.Map(type) is BufferType;

    public static bool IsSpan(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
