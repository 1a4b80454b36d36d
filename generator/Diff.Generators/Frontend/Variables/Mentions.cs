using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>How often a piece of code mentions each of its variables.</summary>
internal static class Mentions
{
    private static readonly ConditionalWeakTable<IOperation, Dictionary<ISymbol, int>> Known = new();

    public static int Of(ISymbol variable, IOperation body) => Known.GetValue(body, Count).TryGetValue(variable, out var count) ? count : 0;

    private static Dictionary<ISymbol, int> Count(IOperation body) =>
        body.Descendants().Select(Writes.Variable).OfType<ISymbol>().GroupBy(variable => variable, SymbolEqualityComparer.Default)
            .ToDictionary(uses => uses.Key!, uses => uses.Count(), SymbolEqualityComparer.Default);
}
