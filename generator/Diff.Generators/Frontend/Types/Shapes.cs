using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// The IR type of a local value. Unlike <see cref="TypeMapping.Map"/> it takes every tuple apart and every other type that is not
/// differentiable as a constant.
/// </summary>
internal static class Shapes
{
    public static IrType Of(ITypeSymbol type) => OfPlain(TypeSubstitution.Of(type));

    private static IrType OfPlain(ITypeSymbol type) => type is INamedTypeSymbol { IsTupleType: true } tuple
        ? TypeMapping.Tuple(tuple, [.. tuple.TupleElements.Select(element => Of(element.Type))])
        : AnonymousObjects.Is(type) ? AnonymousObjects.Shape((INamedTypeSymbol)type)
        : Plain(type) is var plain && TypeMapping.Map(plain) is { } mapped ? mapped : TypeMapping.MapInert(plain);

    public static bool IsDifferentiable(ITypeSymbol? type) =>
        type is not null && type.SpecialType != SpecialType.System_Void && Of(type).IsDifferentiable();

    /// <summary>Whether a type has other numbers than the type that it is made from by type arguments: they are in these.</summary>
    public static bool HasOtherNumbers(ITypeSymbol type, ITypeSymbol declared) =>
        !SymbolEqualityComparer.Default.Equals(type, declared) && type.SpecialType != SpecialType.System_Void
            && Numbers(Of(type)) != TypeSubstitution.Without(() => Numbers(Of(declared)));

    private static int Numbers(IrType type) => type switch
    {
        ScalarType => 1,
        AggregateType aggregate => aggregate.Fields.Sum(field => Numbers(field.Type)),
        BufferType { Shape: null } buffer => Numbers(buffer.Element),
        _ => 0,
    };

    /// <summary>Whether the gradient of a value is of its type, or for a span an array of its elements.</summary>
    public static bool IsOwnGradient(ITypeSymbol type) => (Of(type) is BufferType { Kind: BufferKind.Span
        or BufferKind.ReadOnlySpan, Element: var element } ? element : Of(type)) is var own && own.Tangent() == own;

    public static bool IsScalar(ITypeSymbol? type) => type is not null && TypeMapping.Map(type) is ScalarType;

    public static bool IsBuffer(ITypeSymbol? type) => type is not null && TypeMapping.Map(type) is BufferType;

    /// <summary>Whether the type is an array or span of differentiable numbers or structs.</summary>
    public static bool IsVector(ITypeSymbol? type) =>
        type is not null && TypeMapping.Map(type) is BufferType { Rank: 1, Element: not BufferType };

    public static bool IsSpan(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Span"
        or "ReadOnlySpan", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The array that holds the elements of a buffer.</summary>
    public static BufferType ArrayOf(BufferType type) =>
        type.Kind == BufferKind.Array ? type : new(type.Element.Name + "[]", type.Element, BufferKind.Array);

    public static IrType Plain(IrType type) =>
        type is InertType { Kind: InertKind.Reference } inert ? inert with { Name = inert.Name.TrimEnd('?') } : type;

    /// <summary>What is known of null matters to the user's compiler, not to generated code.</summary>
    private static ITypeSymbol Plain(ITypeSymbol type) =>
        type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.None) : type;
}
