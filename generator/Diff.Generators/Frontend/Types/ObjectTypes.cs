using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Objects of differentiable classes as memory: that of an array of them is a table whose rows are the objects, and an object has a cell per floating-point field.
/// <code>
/// Dense[]   →   rows { cell 0: Slope, cell 1: Weights }
/// </code>
/// </summary>
internal static class ObjectTypes
{
    /// <summary>Whether a type is an array of objects whose class has a gradient type.</summary>
    public static bool IsTable(ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1, ElementType: INamedTypeSymbol element } && ObjectMembers.IsObject(element);

    public static bool IsTable(IrType type) => type is BufferType { Element: BufferType { Shape: not null } };

    /// <summary>Whether the type is an object as memory, or the gradient of one.</summary>
    public static bool IsObject(IrType type) => type is BufferType { Shape: not null };

    /// <summary>An array of objects of a class.</summary>
    public static BufferType Table(INamedTypeSymbol element)
    {
        var type = Object(element);
        return new(type.Name + "[]", type, BufferKind.Array);
    }

    /// <summary>An object of a class.</summary>
    public static BufferType Object(INamedTypeSymbol type)
    {
        var cells = ObjectFields.Of(type).Select(field => new ObjectCell(field.Path, field.AccessPath(isOwn: false), field.GradientPath, field.Type)).ToEquatableArray();
        return new(TypeMapping.Spell(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)), ObjectMembers.NumberOf(type), BufferKind.Object, 0)
        {
            Shape = new(GradientHomes.Spell(type), cells),
        };
    }
}
