using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Objects of differentiable classes as memory: that of an array or list of them is a table whose rows are the objects, and an object has a
/// cell per floating-point field.
/// <code>
/// Dense[]   →   rows { cell 0: Slope, cell 1: Weights }
/// </code>
/// </summary>
internal static class ObjectTypes
{
    /// <summary>Whether a type is an array or list of objects whose class has a gradient type.</summary>
    public static bool IsTable(ITypeSymbol? type) => Element(type) is INamedTypeSymbol element && ObjectMembers.IsObject(element);

    /// <summary>The type of the elements of an array, or of a list that cannot be told from one; null for any other type.</summary>
    public static ITypeSymbol? Element(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { Arity: 1, TypeArguments: [var element] } list when KindOf(list) is not null => element,
        _ => null,
    };

    /// <summary>What a table is as an object; null if the type is none.</summary>
    public static ObjectTable? KindOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } => ObjectTable.Array,
        INamedTypeSymbol { Arity: 1, ContainingType: null, Name: var name } list => (name,
            list.ContainingNamespace.ToDisplayString()) switch
        {
            ("List" or "IReadOnlyList", "System.Collections.Generic") => ObjectTable.List,
            ("ImmutableArray", "System.Collections.Immutable") => ObjectTable.ImmutableArray,
            _ => null,
        },
        _ => null,
    };

    public static bool IsTable(IrType type) => type is BufferType { Element: BufferType { Shape: not null } };

    /// <summary>Whether the type is an object as memory, or the gradient of one.</summary>
    public static bool IsObject(IrType type) => type is BufferType { Shape: not null };

    /// <summary>An array or list of objects of a class.</summary>
    public static BufferType Table(ITypeSymbol type) =>
        new(TypeMapping.Spell(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)), Object((INamedTypeSymbol)Element(type)!),
            BufferKind.Array) { IsList = KindOf(type) == ObjectTable.List };

    /// <summary>An object of a class.</summary>
    public static BufferType Object(INamedTypeSymbol type)
    {
        var cells = ObjectFields.Of(type)
            .Select(field => new ObjectCell(field.Path, field.AccessPath(isOwn: false), field.GradientPath, field.Type)).ToEquatableArray();
        return new(TypeMapping.Spell(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)), ObjectMembers.NumberOf(type),
            BufferKind.Object, 0)
        {
            Shape = new(GradientHomes.Spell(type), cells),
        };
    }
}
