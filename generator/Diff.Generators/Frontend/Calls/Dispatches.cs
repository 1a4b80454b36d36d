using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Frontend;

/// <summary>
/// How calls find the body of a marked method, and whether it can stand for the marked members that it overrides or implements: generated
/// members override and implement each other only if their signatures are the same.
/// </summary>
internal static class Dispatches
{
    public static Dispatch Of(IMethodSymbol method) => method switch
    {
        _ when IsExplicit(method) => Dispatch.Explicit,
        { ContainingType.TypeKind: TypeKind.Interface, IsStatic: true, IsAbstract: true } => Dispatch.StaticInterface,
        { ContainingType.TypeKind: TypeKind.Interface, IsStatic: true, IsVirtual: true } => Dispatch.StaticVirtual,
        { ContainingType.TypeKind: TypeKind.Interface } when method.IsAbstract || method.IsVirtual => Dispatch.Interface,
        _ when Overridden(method).Any(member => IsMarked(member) && Declarations.HasMembers(member.OriginalDefinition)) =>
            method.IsSealed ? Dispatch.SealedOverride : Dispatch.Override,
        _ when CalleeContracts.IsDispatched(method) => Dispatch.Virtual,
        _ when Implemented(method).Any() => Dispatch.Implementation,
        _ => Dispatch.None,
    };

    /// <summary>
    /// Whether a marked method agrees with the marked members that it stands for; if not, how it differs has been reported.
    /// </summary>
    public static bool Agree(IMethodSymbol method, SyntaxNodeOrToken where, IDiagnosticSink sink)
    {
        foreach (var member in Overridden(method).Where(IsMarked).Concat(Implemented(method)))
        {
            if (Difference(method, member) is not { } difference) continue;
            sink.Report(Descriptors.Declared.DifferentContract, where, Short(method), Short(member), difference);
            return false;
        }
        return true;
    }

    /// <summary>What a marked method and the marked member it stands for disagree in; null if nothing.</summary>
    public static string? Difference(IMethodSymbol method, IMethodSymbol member)
    {
        var (order, wanted) = (OrderOf(method), OrderOf(member));
        if (Attributes.Family(method) != Attributes.Family(member))
            return $"the Name of its derivatives is '{Attributes.Family(method)}' and not '{Attributes.Family(member)}'";
        if (order < wanted || (order > wanted && method.IsOverride)) return $"its Order is {order} and not {wanted}";
        if (method.ContainingType.TypeKind == TypeKind.Struct && ObjectFields.IsMarked(member.ContainingType))
            return $"'{method.ContainingType.Name}' is a struct, and callers of a [Differentiable] interface expect the gradient of an object of a class";
        if (method is { IsStatic: false, ContainingType.TypeKind: TypeKind.Struct } && ReceiverWrites.IsIn(method))
            return "it may change the struct that it belongs to, which callers take for a constant";
        if (ObjectFields.IsMarked(member.ContainingType) && !ObjectFields.IsMarked(method.ContainingType))
            return $"'{member.ContainingType.Name}' is [Differentiable] and '{method.ContainingType.Name}' is not, so that the numbers in its objects would have no gradients";
        if (TypeMarks.HasReceiverParameter(method))
            return "its struct is [Differentiable], and so an independent that the other does not have";
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            var (own, other) = (method.Parameters[i], member.Parameters[i]);
            if (Attributes.IsNoGradient(own) != Attributes.IsNoGradient(other.OriginalDefinition))
                return $"parameter '{own.Name}' is [NoGradient] in only one of them";
            if (own.Name != other.Name)
                return $"parameter '{own.Name}' is called '{other.Name}' there, and gradients are named like parameters";
            if (KindOf(own) != KindOf(other.OriginalDefinition)) return $"parameter '{own.Name}' is differentiable in only one of them";
        }
        return null;
    }

    public static IEnumerable<IMethodSymbol> Overridden(IMethodSymbol method)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            yield return overridden;
    }

    /// <summary>The marked member that a method overrides or implements, which no other one does, or the method itself.</summary>
    public static IMethodSymbol First(IMethodSymbol method)
    {
        var overridden = Overridden(method).Where(IsMarked).Prepend(method).Last();
        return Implemented(overridden).FirstOrDefault() ?? overridden;
    }

    /// <summary>The marked interface members that the method itself implements.</summary>
    public static IEnumerable<IMethodSymbol> Implemented(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (IsExplicit(method)) return method.ExplicitInterfaceImplementations.Where(IsMarked);
        if (type.TypeKind == TypeKind.Interface || method.DeclaredAccessibility != Accessibility.Public) return [];
        return type.AllInterfaces.SelectMany(candidate => candidate.GetMembers(method.Name)).OfType<IMethodSymbol>()
            .Where(member => IsMarked(member)
                && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method));
    }

    /// <summary>
    /// The marked members whose callers may run the body of a method: also members of interfaces that only a derived class has.
    /// </summary>
    public static IEnumerable<IMethodSymbol> Fulfilled(IMethodSymbol method, Compilation compilation) =>
        Overridden(method).Concat(Implemented(method)).Concat(PossibleBodies.ImplementedBelow(compilation, method)).Where(IsMarked)
            .Select(member => member.OriginalDefinition).Distinct<IMethodSymbol>(SymbolEqualityComparer.Default);

    /// <summary>Whether a method implements a member of an interface, and can be called through that alone.</summary>
    public static bool IsExplicit(IMethodSymbol method) => !method.ExplicitInterfaceImplementations.IsEmpty;

    /// <summary>Whether the member of a base class or interface is marked.</summary>
    public static bool IsMarked(IMethodSymbol member) => Attributes.IsDifferentiable(member.OriginalDefinition);

    private static int OrderOf(IMethodSymbol method) => Attributes.Order(Attributes.Differentiable(method.OriginalDefinition));

    /// <summary>What decides where a parameter stands in the generated signatures.</summary>
    private static (bool IsDifferentiable, bool IsBuffer, bool IsNumber) KindOf(IParameterSymbol parameter)
    {
        var type = CollectionTypes.OfParameter(parameter.Type) ?? TypeMapping.Map(parameter.Type) ?? TypeMapping.MapInert(parameter.Type);
        return (type.IsDifferentiable(), type is BufferType, type is ScalarType or AggregateType);
    }

    public static string Short(ISymbol symbol) => symbol.ToDisplayString(Spelling.InMessages);
}
