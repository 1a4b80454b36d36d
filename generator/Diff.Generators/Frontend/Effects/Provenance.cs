using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>Where a body got memory from that was there before it ran.</summary>
internal enum ProvenanceKind
{
    /// <summary>The object that the method belongs to.</summary>
    Receiver,

    /// <summary>A parameter.</summary>
    Parameter,

    /// <summary>A static, or code that is not seen.</summary>
    Elsewhere,
}

/// <summary>
/// Memory that a value in a body is, or leads to.
/// <code>
/// this._rows[0]   →   the receiver, through _rows        Net.Last.W   →   elsewhere, through W of a Net, which the receiver may be
/// </code>
/// </summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Ordinal">The number of the parameter.</param>
/// <param name="Class">The class of the object that it is, or that it was reached through: objects of one class may be the same.</param>
/// <param name="Member">The member of that object that it was reached through; null for the object itself.</param>
/// <param name="IsHeld">Whether the value is a new object that leads there: <c>new Sampler(this)</c> is not <c>this</c>.</param>
internal readonly record struct Provenance(ProvenanceKind Kind, int Ordinal, INamedTypeSymbol? Class, string? Member, bool IsHeld)
{
    public static Provenance OfReceiver(ITypeSymbol type) => new(ProvenanceKind.Receiver, 0, ClassOf(type), null, IsHeld: false);

    public static Provenance OfParameter(IParameterSymbol parameter) =>
        new(ProvenanceKind.Parameter, parameter.Ordinal, ClassOf(parameter.Type), null, IsHeld: false);

    public static Provenance Elsewhere(ITypeSymbol? type, string? member = null) =>
        new(ProvenanceKind.Elsewhere, 0, ClassOf(type), member, IsHeld: false);

    /// <summary>Whether it belongs to what another one is: to the same receiver, say.</summary>
    public bool IsOf(Provenance other) => Kind == other.Kind && Ordinal == other.Ordinal;

    /// <summary>
    /// What a member leads to, null for an element. A member of another object has no name here: <c>Weights().Span</c> may be any.
    /// </summary>
    public Provenance Through(ISymbol? member) => IsHeld ? this with { IsHeld = false }
        : Class is null || Subtypes.MayBeOne(Class, member?.ContainingType) ? this with { Member = Member ?? member?.Name }
        : this;

    public static INamedTypeSymbol? ClassOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } named ? named.OriginalDefinition : null;
}
