using System.Runtime.CompilerServices;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// Objects of marked classes with methods that are chosen at run time: which fields such a method depends on, the class of the object decides. So methods do not get
/// the fields one by one, but the object as memory, with its cells; and derivatives get its gradient, whose class matches.
/// <code>
/// abstract class Layer { abstract double At(double x); }   →   ofLayer.At__Reverse(…, LayerGradient thisGradient), which Dense overrides and finds a DenseGradient in
/// </code>
/// </summary>
internal static class DispatchedObjects
{
    // A symbol belongs to one compilation, in which its members never change.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<bool>> Known = new();

    /// <summary>Whether objects of a marked class are of this kind: it has such methods, or inherits them.</summary>
    public static bool Is(INamedTypeSymbol type) => Known.GetValue(type, static key => new(
        ObjectFields.IsMarked(key) && ObjectMembers.Bases(key).Prepend(key).Where(ObjectFields.IsMarked).Any(HasChosen))).Value;

    /// <summary>Metadata hides internal methods, but not what is generated beside them.</summary>
    private static bool HasChosen(INamedTypeSymbol type) => Structs.IsForeign(type) ? !type.GetMembers(GradientHome.IsDispatched).IsEmpty : Chosen(type).Any();

    /// <summary>The methods of a class that are chosen at run time with their derivatives, those with respect to the object among them.</summary>
    public static IEnumerable<IMethodSymbol> Chosen(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Where(IsChosen);

    /// <summary>Whether a method is chosen at run time with its derivatives, those with respect to the object among them: the class that declares it first is marked.</summary>
    public static bool IsChosen(IMethodSymbol method) => MayBeChosen(method) && Dispatches.IsMarked(method) && ObjectFields.IsMarked(Origin(method))
        && Dispatches.Overridden(method).Prepend(method).All(body => !Dispatches.Implemented(body).Any());

    /// <summary>The class whose gradient type stands in the signatures of a method's derivatives: that of the first marked method that it overrides, or its own.</summary>
    public static INamedTypeSymbol Origin(IMethodSymbol method) => Dispatches.Overridden(method).Where(Dispatches.IsMarked).Prepend(method).Last().ContainingType;

    /// <summary>Whether a method is of a kind that can be chosen.</summary>
    public static bool MayBeChosen(IMethodSymbol method) =>
        method is { IsStatic: false, MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet, ContainingType.TypeKind: TypeKind.Class } && (method.IsVirtual || method.IsAbstract || method.IsOverride);
}
