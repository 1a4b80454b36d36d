using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Private static fields of classes whose code stands in a method of another class: generated code reads them through a method that the
/// runtime binds to the field.
/// <code>
/// new Normal(mu).Cdf(x), where Cdf reads Table[0]   →   … F__Table1(null)[0] …, with [UnsafeAccessor(…, Name = "Table")] F__Table1
/// </code>
/// </summary>
internal static class HiddenStatics
{
    /// <summary>The template that names the field; null if there can be none.</summary>
    public static string? Template(Lowering lowering, ISymbol member)
    {
        if (member is not IFieldSymbol { IsStatic: true, IsConst: false } field
            || field.ContainingType is not { TypeKind: TypeKind.Class, IsStatic: false, IsGenericType: false } holder
            || IsInGeneric(holder) || !IsReachable(lowering, holder) || !IsReachable(lowering, field.Type)
            || lowering.Home.TypeKind is not (TypeKind.Class or TypeKind.Struct) || IsInGeneric(lowering.Home))
            return null;
        var home = TypeMapping.SpellItself(lowering.Home);
        var accessor = lowering.Nesting.AccessorOf(TypeMapping.SpellItself(field.Type), TypeMapping.SpellItself(holder),
            Spelling.Identifier(field.Name));
        return $"{InertText.Escape(home)}.{accessor.Name}(null)";
    }

    private static bool IsInGeneric(INamedTypeSymbol type) =>
        type.IsGenericType || (type.ContainingType is { } outer && IsInGeneric(outer));

    private static bool IsReachable(Lowering lowering, ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsReachable(lowering, array.ElementType),
        INamedTypeSymbol named => lowering.Frames.IsReachable(lowering, named.OriginalDefinition)
            && named.TypeArguments.All(argument => IsReachable(lowering, argument)),
        _ => false,
    };
}
