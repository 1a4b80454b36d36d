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

    private static bool IsOfCollection(IPropertySymbol property) =>
        (property.IsIndexer || property.Name is "Count" or "Length")
            && property.ContainingType is { TypeKind: TypeKind.Class or TypeKind.Struct, ContainingNamespace: var space }
            && space.ToDisplayString() is "System.Collections.Generic" or "System.Collections.Immutable" or "System";
}
