using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Which memory a call may change: followed from body to body, each of which tells what it changes itself and what it passes on
/// (<see cref="BodyChanges"/>).
/// <code>
/// void Reset() => Util.Clear(_weights);   →   changes _weights        int Count() => _weights.Length;   →   changes nothing
/// </code>
/// </summary>
internal static class Changes
{
    // Every use of a member asks. A symbol belongs to one compilation, in which its body never changes.
    private static readonly ConditionalWeakTable<IMethodSymbol, ConcurrentDictionary<string, bool>> Known = new();

    /// <summary>Whether a method may change some members of the object that it belongs to.</summary>
    public static bool OfReceiver(IMethodSymbol method, IReadOnlyCollection<string> members) =>
        method is { IsStatic: false, IsReadOnly: false, ContainingType.IsReadOnly: false } && !method.DeclaringSyntaxReferences.IsEmpty
            && MayReach(method.OriginalDefinition, Provenance.OfReceiver(method.ContainingType), members);

    /// <summary>Whether a method may change what it gets as an argument.</summary>
    public static bool OfParameter(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol method
        && MayReach(method.OriginalDefinition, Provenance.OfParameter(parameter.OriginalDefinition), members: null);

    private static bool MayReach(IMethodSymbol method, Provenance place, IReadOnlyCollection<string>? members) => Known
        .GetValue(method, static _ => new(StringComparer.Ordinal))
        .GetOrAdd($"{place.Kind} {place.Ordinal} {string.Join(" ", members ?? ["*"])}", _ => IsReached(method, place, members));

    /// <param name="members">The members that matter; null if all do.</param>
    private static bool IsReached(IMethodSymbol method, Provenance place, IReadOnlyCollection<string>? members)
    {
        var seen = new HashSet<(IMethodSymbol, Provenance, bool)>();
        var pending = new Stack<(IMethodSymbol Method, Provenance Place, bool IsPart)>([(method, place, members is null)]);
        while (pending.Count > 0)
        {
            var (called, at, isPart) = pending.Pop();
            if (!seen.Add((called, at, isPart))) continue;
            var body = BodyChanges.Of(called);
            if (body.Changes.Any(Matters)) return true;
            foreach (var (next, there, memory) in body.Passed.Where(passed => Matters(passed.Memory)))
                pending.Push((next, there, isPart || memory.Member is not null || memory.IsHeld));
            // Code that does not get the object may know it by another name.
            if (members is not null) foreach (var next in body.Calls) pending.Push((next, Provenance.Elsewhere(place.Class), false));

            bool Matters(Provenance memory) => memory.Kind == ProvenanceKind.Elsewhere || IsOtherParameter(memory)
                ? members is not null && Subtypes.MayBeOne(memory.Class, place.Class) && IsAsked(memory)
                : memory.IsOf(at) && (isPart || IsAsked(memory));

            // Whoever calls the method may pass the object itself.
            bool IsOtherParameter(Provenance memory) => SymbolEqualityComparer.Default.Equals(called, method)
                && memory.Kind == ProvenanceKind.Parameter && !memory.IsOf(at);
        }
        return false;

        bool IsAsked(Provenance memory) => memory.Member is null || members!.Contains(memory.Member);
    }
}
