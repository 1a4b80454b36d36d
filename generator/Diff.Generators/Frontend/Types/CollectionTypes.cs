using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>The types of collections that keep their elements one after the other, so that a span can stand for them.</summary>
internal static class CollectionTypes
{
    /// <summary>The span that stands for a collection of differentiable elements; null for any other type.</summary>
    public static BufferType? Span(ITypeSymbol? type) => Kind(type) is { } isReadOnly
        && TypeMapping.Map(ForEach.ElementType(type!)) is { } element && IsElement(element)
        ? isReadOnly ? Spans.ReadOnlyOf(element) : Spans.Of(element)
        : null;

    public static bool Is(ITypeSymbol? type) => Span(type) is not null;

    /// <summary>
    /// The span that stands for a parameter that is a collection, or a sequence that is only enumerated; null for any other type.
    /// </summary>
    public static BufferType? OfParameter(ITypeSymbol? type) => Span(type)
        ?? (IsSequence(type) && TypeMapping.Map(ForEach.ElementType(type!)) is { } element && IsElement(element)
            ? Spans.ReadOnlyOf(element)
            : null);

    /// <summary>
    /// The array of the elements of a collection that a method makes and returns; null for any other type, and for one whose values are
    /// views of memory that somebody has.
    /// </summary>
    public static BufferType? OfResult(ITypeSymbol? type) =>
        type?.Name is "Memory" or "ReadOnlyMemory" or "ArraySegment" or "ICollection" ? null
            : OfParameter(type) is { } span ? Shapes.ArrayOf(span)
            : null;

    /// <summary>Whether a type promises no more than that elements can be enumerated, and counted perhaps.</summary>
    private static bool IsSequence(ITypeSymbol? type) => type is INamedTypeSymbol { Arity: 1, ContainingType: null,
        TypeKind: TypeKind.Interface, Name: "IEnumerable" or "ICollection" or "IReadOnlyCollection" } named
        && named.ContainingNamespace.ToDisplayString() == "System.Collections.Generic";

    public static bool IsElement(IrType type) => type is ScalarType || (type is AggregateType && type.HasTangent() && !type.HoldsBuffers());

    /// <summary>Whether LINQ adds the elements as a whole.</summary>
    public static bool IsAddedAsWhole(ITypeSymbol type) =>
        type.Name is "List" or "IList" or "IReadOnlyList" or "IEnumerable" or "ICollection" or "IReadOnlyCollection";

    /// <summary>Whether the elements can only be read; null for a type that is no such collection.</summary>
    private static bool? Kind(ITypeSymbol? type) => type is not INamedTypeSymbol { Arity: 1, ContainingType: null } named
        ? null
        : named.ContainingNamespace.ToDisplayString() switch
    {
        "System" => named.Name switch
        {
            "Memory" or "ArraySegment" => false,
            "ReadOnlyMemory" => true,
            _ => null,
        },
        "System.Collections.Generic" => named.Name switch
        {
            "List" or "IList" => false,
            "IReadOnlyList" => true,
            _ => null,
        },
        "System.Collections.Immutable" => named.Name == "ImmutableArray" ? true : null,
        _ => null,
    };
}
