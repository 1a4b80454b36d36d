using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>A method marked <c>[DerivativeOf]</c>, found right.</summary>
/// <param name="Target">Documentation-comment id of the method it serves.</param>
/// <param name="Method">The rule as generated code calls it.</param>
/// <param name="Container">The type that declares it, as generated code spells it.</param>
internal sealed record RuleEntry(string Target, string Method, string Container, RuleShape Shape)
{
    /// <summary>The rule's own contract if it is <c>[Differentiable]</c>.</summary>
    public Callee? Contract { get; init; }

    /// <summary>The buffers that have a weight, in a Vjp; the others have a gradient.</summary>
    public EquatableArray<string> Weighted { get; init; } = [];

    /// <summary>A private rule serves the methods of its type, and of the types inside it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether methods of a type may call the rule.</summary>
    public bool Serves(string holder) => !IsPrivate || holder == Container || holder.StartsWith(Container + ".", StringComparison.Ordinal);
}

/// <summary>What a rule's signature says it computes.</summary>
internal enum RuleShape
{
    Partials,

    /// <summary>The last parameter <c>result</c> receives the primal's value.</summary>
    PartialsOfResult,

    Vjp,

    /// <summary>The forward-mode companion of a Vjp.</summary>
    Jvp,
}

/// <summary>All that the methods of a compilation may know of each other and of custom rules.</summary>
internal sealed record Knowledge(EquatableArray<Contract> Contracts, EquatableArray<RuleEntry> Rules);
