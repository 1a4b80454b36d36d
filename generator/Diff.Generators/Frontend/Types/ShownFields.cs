using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Private fields of structs in other assemblies, by the properties that show them: those of the same name and type. A constructor that
/// takes them all builds a value (<see cref="AssigningConstructors"/>). Assemblies of the framework are known without their private
/// fields; there the constructor says what the fields are.
/// <code>
/// struct Vec { double _x, _y; public Vec(double x, double y); public double X { get; } … }   →   { X, Y }
/// </code>
/// </summary>
internal static class ShownFields
{
    /// <summary>Whether a struct of the framework is a number of <c>float</c>s and nothing else, as <c>PointF</c> is.</summary>
    public static bool AreOfFramework(INamedTypeSymbol type) => Structs.IsForeign(type) && type is { Arity: 0, ContainingType: null,
        Name: "PointF" or "SizeF" or "RectangleF",
        ContainingNamespace: { Name: "Drawing", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    /// <summary>The properties that the longest constructor sets.</summary>
    public static IEnumerable<IPropertySymbol> OfFramework(INamedTypeSymbol type) => type.InstanceConstructors
        .OrderByDescending(constructor => constructor.Parameters.Length)
        .Select(constructor => constructor.Parameters.Select(parameter => Property(type, parameter.Name, parameter.Type)).ToList())
        .First(properties => !properties.Contains(null))!;

    /// <summary>
    /// The property that shows a field; null if there is none. Marked structs have hidden members that do, and what is marked in others
    /// takes them for constants.
    /// </summary>
    public static IPropertySymbol? Of(IFieldSymbol field) =>
        field is { DeclaredAccessibility: not Accessibility.Public, ContainingType: { } type } && Structs.IsForeign(type)
            && !type.OriginalDefinition.GetMembers().Append(type.OriginalDefinition).Any(IsMarked)
            ? Property(type, field.Name, field.Type)
            : null;

    /// <summary>Why a struct of another assembly cannot be taken apart; null if it can, or is none.</summary>
    public static string? Obstacle(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Struct || type.IsTupleType || !Structs.IsForeign(type) || !FloatingPoint.IsCarriedBy(type)
            || type.OriginalDefinition.SpecialType != SpecialType.None || Structs.Map(type) is not null)
            return null;
        if (Structs.Shown(type).FirstOrDefault(member => !Structs.IsVisible(member, type)) is { } hidden)
            return $"its assembly shows no public field or property for '{Structs.NameOf(hidden)}'";
        return Structs.Shown(type).Any() ? "no public constructor takes all its fields by their names" : null;
    }

    private static bool IsMarked(ISymbol symbol) => Attributes.Find(symbol, KnownNames.Differentiable) is not null;

    private static IPropertySymbol? Property(INamedTypeSymbol type, string name, ITypeSymbol held) => type.GetMembers()
        .OfType<IPropertySymbol>().FirstOrDefault(property => property is { IsStatic: false, IsIndexer: false, RefKind: RefKind.None,
            GetMethod.DeclaredAccessibility: Accessibility.Public }
            && string.Equals(property.Name, name.TrimStart('_'), StringComparison.OrdinalIgnoreCase)
            && SymbolEqualityComparer.Default.Equals(property.Type, held) && !Attributes.IsNoGradient(property));
}
