using System.Runtime.CompilerServices;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Objects of marked classes and interfaces with methods that are chosen at run time: which fields such a method depends on, the class of
/// the object decides. So methods do not get the fields one by one, but the object as memory, with its cells; and derivatives get its
/// gradient, whose class matches.
/// <code>
/// abstract class Layer { abstract double At(double x); }   →   ofLayer.At__Reverse(…, LayerGradient thisGradient), which Dense overrides and finds a DenseGradient in
/// </code>
/// </summary>
internal static class DispatchedObjects
{
    // A symbol belongs to one compilation, in which its members never change.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<bool>> Known = new();

    /// <summary>Whether objects of a marked class or interface are of this kind: it has such methods, or inherits them.</summary>
    public static bool Is(INamedTypeSymbol type) => Known.GetValue(type, static key => new(TypeSubstitution.Without(() =>
        ObjectFields.IsMarked(key)
            && ObjectMembers.Bases(key).Concat(key.AllInterfaces).Prepend(key).Where(ObjectFields.IsMarked).Any(HasChosen)))).Value;

    /// <summary>Metadata hides internal methods, but not what is generated beside them.</summary>
    private static bool HasChosen(INamedTypeSymbol type) =>
        Structs.IsForeign(type) ? !type.GetMembers(GradientHome.IsDispatched).IsEmpty : Chosen(type).Any();

    /// <summary>
    /// The methods of a class or interface that are chosen at run time with their derivatives, those with respect to the object among them.
    /// </summary>
    public static IEnumerable<IMethodSymbol> Chosen(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Where(IsChosen);

    /// <summary>
    /// Whether a method is chosen at run time with its derivatives, those with respect to the object among them: what declares it first is
    /// marked, and no body stands for anything else besides.
    /// </summary>
    public static bool IsChosen(IMethodSymbol method) => MayBeChosen(method) && Dispatches.IsMarked(method) && Origin(method) is var origin
        && ObjectFields.IsMarked(origin)
        && Dispatches.Overridden(method).Prepend(method).SelectMany(Dispatches.Implemented)
            .All(member => SymbolEqualityComparer.Default.Equals(member.ContainingType, origin));

    /// <summary>
    /// The class or interface whose gradient type stands in the signatures of a method's derivatives: that of the first marked method that
    /// it overrides or implements, or its own.
    /// </summary>
    public static INamedTypeSymbol Origin(IMethodSymbol method) => Dispatches.First(method).ContainingType;

    /// <summary>Whether a method is of a kind that can be chosen.</summary>
    public static bool MayBeChosen(IMethodSymbol method) =>
        method is { IsStatic: false, MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet
            or MethodKind.ExplicitInterfaceImplementation, ContainingType.TypeKind: TypeKind.Class or TypeKind.Interface }
        && (method.IsVirtual || method.IsAbstract || method.IsOverride || Dispatches.Implemented(method).Any());
}
