using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Values that outlive the method in a field, a property or an array of an object, and may depend on an independent all the same: the user
/// says with <c>[NoGradient]</c> that what is read back is a constant, or nothing ever reads it. What is stored there is a constant.
/// <code>
/// [NoGradient] double _memo;   _memo = x * 2   →   _memo = Detach(x * 2)
/// </code>
/// </summary>
internal static class KeptValues
{
    /// <summary>The place, as one that keeps constants if the target says so.</summary>
    public static Place At(IOperation target, Place place) =>
        place is ElementPlace or InertPlace && AreKeptBy(target) ? place with { KeepsConstants = true } : place;

    /// <summary>The value as the place keeps it. Memory is shared with the object, and stays what it is.</summary>
    public static Tree<Operand> Detach(Lowering lowering, Place place, Tree<Operand> value) => !place.KeepsConstants
        ? value
        : value.Select(operand => operand.Type.IsDifferentiable() && !operand.Type.IsBuffer() && !operand.Type.HoldsBuffers()
            ? (Operand)lowering.Let(new Detach(operand), operand.Type)
            : operand);

    /// <summary>Whether what is assigned stays there as a constant.</summary>
    public static bool AreKeptBy(IOperation target) => target switch
    {
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } member =>
            IsMarked(member.Member) || UnreadFields.Has(member.Member)
                || (member.Instance is { Type.IsValueType: true } and not IInstanceReferenceOperation && AreKeptBy(member.Instance)),
        IArrayElementReferenceOperation { ArrayReference: var array } => AreKeptBy(array),
        IImplicitIndexerReferenceOperation { Instance: { Type: IArrayTypeSymbol } array } => AreKeptBy(array),
        IParenthesizedOperation { Operand: var inner } => AreKeptBy(inner),
        _ => false,
    };

    /// <summary>A property whose setter has code may store elsewhere.</summary>
    private static bool IsMarked(ISymbol member) => Attributes.IsNoGradient(member)
        && (member is IFieldSymbol || StoredMembers.IsRead((IPropertySymbol)member));
}
