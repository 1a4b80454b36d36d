using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Generators.Frontend;

/// <summary>Which objects a type stands for: those of a class, of classes that derive from it, and of what implements an interface.</summary>
internal static class Subtypes
{
    /// <summary>Whether objects of a class, or boxes of a struct, are of a type; an interface with variance stands for others too.</summary>
    public static bool IsA(Compilation compilation, INamedTypeSymbol kind, ITypeSymbol type) =>
        compilation.ClassifyConversion(kind, type) is { IsIdentity: true } or { IsReference: true, IsImplicit: true } or { IsBoxing: true };

    /// <summary>Whether objects of two types may be one, whatever their type arguments are.</summary>
    public static bool MayBeOne(INamedTypeSymbol? one, INamedTypeSymbol? other) =>
        one is not null && other is not null && (Extends(one, other) || Extends(other, one));

    private static bool Extends(INamedTypeSymbol type, INamedTypeSymbol other) =>
        ObjectMembers.Bases(type).Concat(type.AllInterfaces).Prepend(type)
            .Any(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other.OriginalDefinition));
}
