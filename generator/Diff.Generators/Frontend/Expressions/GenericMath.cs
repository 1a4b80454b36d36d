using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>What the generic-math interfaces of a type say about it.</summary>
internal static class GenericMath
{
    /// <summary>
    /// A type parameter with arithmetic of real numbers: the <c>T</c> of <c>F&lt;T&gt;(T x) where T : IFloatingPointIeee754&lt;T&gt;</c>.
    /// </summary>
    public static bool IsScalar(ITypeParameterSymbol parameter) => Interfaces(parameter).Any(IsArithmetic) && !IsInteger(parameter);

    /// <summary>Constrained to integers.</summary>
    public static bool IsInteger(ITypeSymbol type) => Interfaces(type).Any(candidate => Is(candidate, "IBinaryInteger"));

    /// <summary>A number type that is neither an integer nor <c>decimal</c>: <c>Half</c>, <c>Complex</c> …</summary>
    public static bool IsRealNumber(INamedTypeSymbol type) =>
        type.SpecialType != SpecialType.System_Decimal && Interfaces(type).Any(candidate => Is(candidate, "INumberBase"))
            && !IsInteger(type);

    public static ScalarConstraint Constraint(ITypeParameterSymbol parameter) => new(
        Spelling.Identifier(parameter.Name),
        Interfaces(parameter).Where(IsArithmetic).Select(candidate => candidate.Name).Distinct()
            .OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray());

    /// <summary>All interfaces that the type or type parameter is known to implement.</summary>
    public static IEnumerable<INamedTypeSymbol> Interfaces(ITypeSymbol type) => type is ITypeParameterSymbol parameter
        ? parameter.ConstraintTypes.SelectMany(constraint => constraint switch
        {
            INamedTypeSymbol { TypeKind: TypeKind.Interface } named => named.AllInterfaces.Add(named),
            ITypeParameterSymbol other => Interfaces(other),
            _ => constraint.AllInterfaces,
        })
        : type.AllInterfaces;

    private static bool IsArithmetic(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "Numerics", ContainingNamespace.Name: "System" };

    private static bool Is(INamedTypeSymbol type, string name) => type.Name == name && IsArithmetic(type);
}
