using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Locals that are another name of an object for good: they are never assigned after their declaration, and neither is what they are
/// declared as.
/// <code>
/// var layer = _first; layer.At(x)   →   _first.At(x)
/// </code>
/// </summary>
internal sealed class ObjectAliases
{
    private readonly Dictionary<ISymbol, IOperation?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>What the local is another name of; null if it may hold anything else.</summary>
    public IOperation? Of(ILocalSymbol local, IOperation at)
    {
        if (!_known.TryGetValue(local, out var named)) _known[local] = named = Find(local, Writes.Root(at));
        return named;
    }

    private static IOperation? Find(ILocalSymbol local, IOperation root)
    {
        if (local.RefKind != RefKind.None || !(ObjectFields.IsMarked(local.Type) || ObjectTypes.IsTable(local.Type))) return null;
        if (Initializers.Of(local, root) is not { } value || value is IObjectCreationOperation) return null;
        var written = Writes.In(root);
        return written.Contains(local) || Variables(value).Any(written.Contains) ? null : value;
    }

    // The index of an element is that of the time when it was evaluated, and a choice is made once.
    private static IEnumerable<ISymbol> Variables(IOperation value) =>
        ObjectChoices.IsForm(value)
            ? []
            : (ObjectElements.Array(value) ?? value).DescendantsAndSelf().Select(Writes.Variable).OfType<ISymbol>();
}
