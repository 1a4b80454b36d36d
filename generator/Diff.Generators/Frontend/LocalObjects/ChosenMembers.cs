using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Which member runs where the class of the object decides.
/// <code>
/// abstract class Leg { abstract double At(double s); }   class Forward : Leg { override double At(double s) … }
/// leg.At(s) of a Forward   →   Forward.At
/// </code>
/// </summary>
internal static class ChosenMembers
{
    /// <summary>Whether the class of the object decides what runs.</summary>
    public static bool Are(ISymbol member) => member.IsVirtual || member.IsAbstract || member.IsOverride;

    /// <summary>What a class or struct makes of a member of its base class or interface.</summary>
    public static ISymbol Of(INamedTypeSymbol kind, ISymbol member)
    {
        if (member.ContainingType.TypeKind == TypeKind.Interface)
            member = kind.FindImplementationForInterfaceMember(member) ?? member;
        if (!Are(member) || member.ContainingType.TypeKind != TypeKind.Class) return member;
        var declared = Declared(member);
        return LocalClasses.Chain(kind).Reverse().SelectMany(type => type.GetMembers())
            .First(body => SymbolEqualityComparer.Default.Equals(Declared(body), declared));
    }

    private static ISymbol Declared(ISymbol member) => member switch
    {
        IMethodSymbol { OverriddenMethod: { } overridden } => Declared(overridden),
        IPropertySymbol { OverriddenProperty: { } overridden } => Declared(overridden),
        _ => member,
    };
}
