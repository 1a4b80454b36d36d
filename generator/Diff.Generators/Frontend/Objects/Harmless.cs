using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Types whose values cannot have a differentiated number in them: text, integers, and what consists of such. An interface, or a class that
/// others may extend, can be anything.
/// <code>
/// string   int[]   List&lt;Kind&gt;   sealed record Label(string Name, int Index)   →   harmless        IRow   object   Array   TimeSpan   →   not
/// </code>
/// </summary>
internal static class Harmless
{
    public static bool Is(ITypeSymbol type) => Is(type, new(SymbolEqualityComparer.Default));

    /// <summary>Whether nothing comes back through an argument of the type.</summary>
    public static bool IsInput(ITypeSymbol? type) => type is null || Shapes.IsScalar(type) || Is(type);

    /// <summary>The types of all that objects of a source type hold, of captured parameters of its primary constructor too.</summary>
    public static IEnumerable<ITypeSymbol> Held(INamedTypeSymbol type) => ObjectMembers.Bases(type).Prepend(type)
        .SelectMany(level => level.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).Select(field => field.Type)
        .Concat(level.GetMembers().OfType<IEventSymbol>().Where(held => !held.IsStatic).Select(held => held.Type))
        .Concat(level.InstanceConstructors.Where(SourceBodies.IsPrimary).SelectMany(constructor => constructor.Parameters)
            .Select(parameter => parameter.Type)));

    private static bool Is(ITypeSymbol type, HashSet<ITypeSymbol> seen) => !seen.Add(type) || type switch
    {
        _ when type.SpecialType == SpecialType.System_Decimal || FloatingPoint.IsCarriedBy(type) => false,
        { SpecialType: SpecialType.System_Void or SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Char
            or SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => true,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } or { TypeKind: TypeKind.Enum } => true,
        IArrayTypeSymbol array => Is(array.ElementType, seen),
        ITypeParameterSymbol parameter => GenericMath.IsInteger(parameter),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(element => Is(element.Type, seen)),
        INamedTypeSymbol { DelegateInvokeMethod: { } function } => Is(function.ReturnType, seen)
            && function.Parameters.All(parameter => parameter.RefKind == RefKind.None
                && (Shapes.IsScalar(parameter.Type) || Is(parameter.Type, seen))),
        INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: true } foreign => IsOfFramework(foreign)
            && (foreign.IsGenericType ? foreign.TypeArguments.All(argument => Is(argument, seen)) : IsWithoutNumbers(foreign)),
        INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } named => (named.IsValueType || named.IsSealed)
            && !ObjectFields.IsMarked(named)
            && ObjectMembers.Bases(named).All(parent => !parent.DeclaringSyntaxReferences.IsEmpty)
            && Held(named).All(held => Is(held, seen)),
        _ => false,
    };

    private static bool IsOfFramework(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer }) space = outer;
        return space is { Name: "System" };
    }

    /// <summary>Reference assemblies hide what a type stores, but not what it gives.</summary>
    private static bool IsWithoutNumbers(INamedTypeSymbol type) => type is { Name: "Type",
        ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
        || ((type.IsValueType || type.IsSealed)
            && !type.GetMembers()
                .Any(member => member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, Name: not "Clone" }
                    && Result(member) is { } result
            && (result.SpecialType is SpecialType.System_Object or SpecialType.System_Decimal || FloatingPoint.IsCarriedBy(result))));

    private static ITypeSymbol? Result(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IMethodSymbol { ReturnsVoid: false } method => method.ReturnType,
        _ => null,
    };
}
