using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Whether values of a type carry floating-point numbers: a struct with a <c>double</c> somewhere inside, a list of them.
/// Such a value must not pass for a constant, its gradient would silently be zero.
/// </summary>
internal static class FloatingPoint
{
    public static bool IsCarriedBy(ITypeSymbol type) => IsCarriedBy(TypeSubstitution.Argument(type), new(SymbolEqualityComparer.Default));

    /// <summary><c>System.Half</c>.</summary>
    public static bool IsHalf(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Half", Arity: 0, ContainingType: null,
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsCarriedBy(ITypeSymbol type, HashSet<ITypeSymbol> seen) => seen.Add(type) && type switch
    {
        { SpecialType: SpecialType.System_Double or SpecialType.System_Single } => true,
        { SpecialType: not SpecialType.None and not SpecialType.System_Nullable_T } => ElementIsCarried(type, seen),
        IArrayTypeSymbol array => IsCarriedBy(array.ElementType, seen),
        IPointerTypeSymbol pointer => IsCarriedBy(pointer.PointedAtType, seen),
        ITypeParameterSymbol parameter => !parameter.IsReferenceType && !GenericMath.IsInteger(parameter) && !IsModel(parameter),
        INamedTypeSymbol { TypeKind: TypeKind.Struct } value => StructCarries(value, seen),
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } => ElementIsCarried(type, seen),
        _ => false,
    };

    /// <summary>
    /// What has differentiable methods is an object to them, whose state is a constant; so it is here, even if a struct should stand for
    /// it.
    /// </summary>
    private static bool IsModel(ITypeParameterSymbol parameter) =>
        GenericMath.Interfaces(parameter).Any(candidate => candidate.GetMembers().OfType<IMethodSymbol>().Any(Dispatches.IsMarked));

    private static bool StructCarries(INamedTypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (type.IsTupleType) return type.TupleElements.Any(element => IsCarriedBy(element.Type, seen));
        // Reference assemblies hide private fields, so structs of the framework are judged by what they implement and by their type
        // arguments.
        if (GenericMath.IsRealNumber(type) || IsFrameworkVector(type)) return true;
        return type.TypeArguments.Any(argument => IsCarriedBy(argument, seen))
            || type.GetMembers().OfType<IFieldSymbol>().Any(field => !field.IsStatic && IsCarriedBy(field.Type, seen));
    }

    private static bool IsFrameworkVector(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString() switch
    {
        "System.Numerics" => !GenericMath.IsInteger(type),
        "System.Drawing" => type.Name.EndsWith("F", StringComparison.Ordinal),
        _ => false,
    };

    private static bool ElementIsCarried(ITypeSymbol type, HashSet<ITypeSymbol> seen) =>
        type.AllInterfaces.Append(type).OfType<INamedTypeSymbol>().Any(candidate =>
            candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            && IsCarriedBy(candidate.TypeArguments[0], seen));
}
