using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// The beginnings of paths that lead from an object which is found by its place in the source, which may be that of a member that is
/// inlined.
/// </summary>
internal sealed class ObjectPlaces
{
    // The files that paths begin in, each with its number.
    private readonly Dictionary<SyntaxTree, int> _files = [];

    private int _sequences;

    public string Of(string kind, IOperation operation) => Of(kind, operation.Syntax.GetLocation());

    public string Of(string kind, ILocalSymbol local) => Of(kind, local.Locations[0]);

    /// <summary>A place of its own.</summary>
    public string Next(string kind) => $"{kind}{_sequences++}.";

    private string Of(string kind, Location where)
    {
        if (!_files.TryGetValue(where.SourceTree!, out var file)) _files.Add(where.SourceTree!, file = _files.Count);
        return $"{kind}{file}:{where.SourceSpan}.";
    }
}
