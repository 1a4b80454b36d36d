using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Constructors that <c>with</c> copies a record by; one that is written by hand may do anything.
/// <code>
/// record Flow(double T, double A) { protected Flow(Flow other) { T = other.T; A = 2 * other.A; } }
/// </code>
/// </summary>
internal static class CopyConstructors
{
    /// <summary>The copy constructor that is written by hand; null if there is none.</summary>
    public static IMethodSymbol? Declared(INamedTypeSymbol type) => type.InstanceConstructors
        .FirstOrDefault(constructor => constructor is { IsImplicitlyDeclared: false, Parameters: [{ Type: var original }] }
            && SymbolEqualityComparer.Default.Equals(original, type));
}
