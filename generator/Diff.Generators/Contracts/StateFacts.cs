using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// What a body does with numbers behind the back of its callers: which active values it stores in objects and statics, and which numbers
/// that come from there count for its results.
/// <code>
/// double Note(double x) { _seen.Add(x); return x; }   →   stores, by Add        double Scaled(double x) => _memory.Last * x;   →   reads
/// </code>
/// </summary>
/// <param name="Stores">What may store; empty if nothing does.</param>
/// <param name="Reads">What may read.</param>
internal sealed record StateFacts(EquatableArray<StateUse> Stores, EquatableArray<StateUse> Reads)
{
    public static readonly StateFacts None = new([], []);
}

/// <summary>Something in a body that may store numbers, or read them.</summary>
/// <param name="Callee">Documentation-comment id of the method that is called; empty for what the body does itself.</param>
/// <param name="Places">Where, as far as one can tell without the callee's body: unless that has a rule, or is here.</param>
internal readonly record struct StateUse(string Callee, StatePlaces Places);
