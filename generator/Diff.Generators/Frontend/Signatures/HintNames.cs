using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Names of generated files: the method's full name, plus a hash of its signature where another name would be the same
/// for a file system that ignores case.
/// </summary>
internal static class HintNames
{
    private const int LongestStem = 150;

    public static string Of(IMethodSymbol method)
    {
        var stem = Stem(method);
        if (method.Name.Contains("<")) return Hashed(stem.Substring(0, stem.IndexOf('<')), method);
        return stem.Length > LongestStem ? Hashed(stem.Substring(0, LongestStem), method)
            : IsAmbiguous(method) ? Hashed(stem, method)
            : stem;
    }

    /// <summary>The full name of a type.</summary>
    public static string Stem(INamedTypeSymbol innermost)
    {
        var types = new Stack<string>();
        for (var type = innermost; type is not null; type = type.ContainingType) types.Push(type.MetadataName);
        var name = new StringBuilder();
        if (!innermost.ContainingNamespace.IsGlobalNamespace)
            name.Append(innermost.ContainingNamespace.ToDisplayString().Replace("@", "")).Append('.');
        return name.Append(string.Join("+", types)).ToString();
    }

    /// <summary>A short text that differs where the key does: the same in every process, unlike a hash code.</summary>
    public static string Hash(string key)
    {
        // FNV-1a.
        var hash = 2166136261u;
        foreach (var character in key) hash = unchecked((hash ^ character) * 16777619u);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    private static string Stem(IMethodSymbol method) =>
        $"{Stem(method.ContainingType)}.{(method.MethodKind == MethodKind.Constructor ? "New" : method.Name.Replace("@", ""))}";

    private static bool IsAmbiguous(IMethodSymbol method)
    {
        for (ISymbol symbol = method; symbol.ContainingSymbol is INamespaceOrTypeSymbol container; symbol = container)
        {
            if (symbol is IMethodSymbol && container.GetMembers().OfType<IMethodSymbol>().Count(other => HasName(other, symbol.Name)) > 1)
                return true;
            if (symbol is not IMethodSymbol
                && container.GetMembers().OfType<INamespaceOrTypeSymbol>()
                    .Any(other => HasName(other, symbol.Name) && other.Name != symbol.Name))
                return true;
        }
        return false;
    }

    private static bool HasName(ISymbol symbol, string name) =>
        string.Equals(symbol.Name, name, StringComparison.OrdinalIgnoreCase)
            && symbol is not IMethodSymbol { PartialDefinitionPart: not null };

    private static string Hashed(string stem, IMethodSymbol method) => $"{stem}-{Hash(CalleeContracts.Key(method))}";
}
