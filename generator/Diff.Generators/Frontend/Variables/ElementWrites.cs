using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>The variables through which a piece of code assigns elements of arrays.</summary>
internal static class ElementWrites
{
    private static readonly ConditionalWeakTable<IOperation, ImmutableHashSet<ISymbol>> Known = new();

    public static ImmutableHashSet<ISymbol> In(IOperation body) => Known.GetValue(body, Read);

    private static ImmutableHashSet<ISymbol> Read(IOperation body) =>
        body.Descendants().SelectMany(Writes.Targets).OfType<IArrayElementReferenceOperation>()
            .Select(element => Writes.Variable(element.ArrayReference)).OfType<ISymbol>()
            .ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
}
