using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// The structs of a compilation by the interfaces that they implement: one walk over its types answers every question about one of them.
/// <code>
/// struct Linear : IFunction, IEquatable&lt;Linear&gt;   →   { IFunction: [Linear], IEquatable&lt;T&gt;: [Linear] }
/// </code>
/// </summary>
internal static class StructImplementations
{
    private static readonly ConditionalWeakTable<Compilation, ILookup<ISymbol, INamedTypeSymbol>> Known = new();

    /// <summary>The structs that implement an interface, whatever its type arguments.</summary>
    public static IEnumerable<INamedTypeSymbol> Of(Compilation compilation, INamedTypeSymbol type) =>
        Known.GetValue(compilation, Find)[type.OriginalDefinition];

    private static ILookup<ISymbol, INamedTypeSymbol> Find(Compilation compilation) => compilation
        .GetSymbolsWithName(static _ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>()
        .Where(type => type.TypeKind == TypeKind.Struct)
        .SelectMany(type => type.AllInterfaces.Select(implemented => implemented.OriginalDefinition)
            .Distinct<ISymbol>(SymbolEqualityComparer.Default).Select(implemented => (Interface: implemented, Struct: type)))
        .ToLookup(pair => pair.Interface, pair => pair.Struct, (IEqualityComparer<ISymbol>)SymbolEqualityComparer.Default);
}
