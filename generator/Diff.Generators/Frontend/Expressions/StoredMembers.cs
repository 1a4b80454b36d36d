using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Members that read what memory holds: fields, automatic properties, and the counts and elements of the collections of the framework.
/// They are the same until somebody writes.
/// </summary>
internal static class StoredMembers
{
    public static bool Is(ISymbol member) => member switch
    {
        IFieldSymbol field => !field.IsVolatile,
        IPropertySymbol property => IsOfCollection(property)
            || (property is { IsIndexer: false, IsVirtual: false, IsAbstract: false, IsOverride: false } && Structs.IsAutomatic(property)),
        _ => false,
    };

    /// <summary>Members that are read without writing anything. Of other assemblies, those of objects may run code of the user's.</summary>
    public static bool IsQuiet(ISymbol member) =>
        member is not IPropertySymbol { GetMethod: { } getter } property || Is(property)
            || (Structs.IsForeign(property.ContainingType) && (property.ContainingType.IsValueType || property.IsStatic))
            || MethodTraces.Of(getter) == Traces.None;

    /// <summary>Whether no code of the project runs where a property is read or assigned.</summary>
    public static bool IsRead(IPropertySymbol property) => Structs.IsForeign(property.ContainingType)
        || (property is { IsIndexer: false, IsVirtual: false, IsAbstract: false, IsOverride: false } && Structs.IsAutomatic(property));

    /// <summary>What is found by a key runs the code of a comparer.</summary>
    private static bool IsOfCollection(IPropertySymbol property) =>
        ((property.IsIndexer && property.ContainingType.TypeParameters.Length < 2) || property.Name is "Count" or "Length")
            && property.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct, ContainingNamespace: var space }
            && space.ToDisplayString() is "System.Collections.Generic" or "System.Collections.Immutable" or "System";
}
