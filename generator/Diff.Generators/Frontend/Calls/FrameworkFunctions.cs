using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Methods of the framework that compute a value from what they are given and change nothing: <c>Math.Min(i, j)</c>, <c>text.Trim()</c>,
/// <c>int.Parse(text)</c>.
/// </summary>
internal static class FrameworkFunctions
{
    public static bool Is(IMethodSymbol method) => method.ContainingAssembly is not ISourceAssemblySymbol
        && IsLibrary(method.ContainingType) && !method.ReturnsVoid && !method.Parameters.Any(MayBeFilled);

    /// <summary>
    /// Whether a method is one of a namespace of the framework, and none of a namespace of the user whose name ends alike.
    /// </summary>
    public static bool IsIn(IMethodSymbol method, string space) =>
        method.ContainingAssembly is not ISourceAssemblySymbol && method.ContainingNamespace?.ToDisplayString() == space;

    /// <summary>Whether the value depends on nothing that may change until it is computed again, as the elements of an array may.</summary>
    public static bool IsPure(IMethodSymbol method) =>
        Is(method) && method.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In && IsValue(parameter.Type));

    private static bool IsLibrary(INamedTypeSymbol? type) => type?.ToDisplayString() is "System.Math" or "System.MathF" or "System.Convert"
        or "double" or "float" or "System.Half" or "int" or "long" or "string" or "System.Numerics.Vector2" or "System.Numerics.Vector3"
        or "System.Numerics.Vector4" or "System.Numerics.Complex";

    /// <summary>Memory that a method may write; <c>TryFormat</c> does.</summary>
    private static bool MayBeFilled(IParameterSymbol parameter) =>
        parameter.Type is IArrayTypeSymbol { ElementType.SpecialType: not (SpecialType.System_String or SpecialType.System_Object) }
            or INamedTypeSymbol { Name: "Span" };

    private static bool IsValue(ITypeSymbol type) =>
        type is { SpecialType: SpecialType.System_String } or { IsUnmanagedType: true, IsRefLikeType: false };
}
