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

    /// <summary>An array of objects of a class.</summary>
    public static BufferType Table(INamedTypeSymbol element)
    {
        var type = Object(element);
        return new(type.Name + "[]", type, BufferKind.Array);
    }

    /// <summary>An object of a class.</summary>
    public static BufferType Object(INamedTypeSymbol type)
    {
        var fields = ObjectFields.Of(type);
        var cells = fields.Select(field => new ObjectCell(field.AccessPath(isOwn: false), field.GradientPath, field.Type)).ToEquatableArray();
        return new(TypeMapping.Spell(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)), GradientClasses.Scalars([fields[0].Type]).First(), BufferKind.Object, 0)
        {
            Shape = new(GradientHomes.Spell(type), cells),
        };
    }
}
