using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Methods that change a list that they are given. A list that the caller makes is no object in the IR, so their bodies stand in place of
/// their calls.
/// <code>
/// static void AddTwice(List&lt;double&gt; to, double x) { to.Add(x); to.Add(x); }        AddTwice(list, y);   →   list[n++] = y; list[n++] = y;
/// </code>
/// </summary>
internal static class ListChangers
{
    // Every argument asks. A symbol belongs to one compilation, in which its body never changes.
    private static readonly ConditionalWeakTable<IParameterSymbol, StrongBox<bool>> Known = new();

    /// <summary>Whether a method changes a list of numbers that it is given, so that no derivative of its own could.</summary>
    public static bool Is(IMethodSymbol method) => (IsPlain(method) || IsForeign(method))
        && method.Parameters.Any(parameter => IsList(parameter.Type) && TypeMapping.IsDifferentiable(ForEach.ElementType(parameter.Type))
            && (IsForeign(method) ? !HasPrimal(method) : Change(parameter)));

    /// <summary>Whether a method whose source is here changes the list that a parameter stands for.</summary>
    public static bool Change(IParameterSymbol parameter) => parameter is { RefKind: RefKind.None, ContainingSymbol: IMethodSymbol method }
        && IsList(parameter.Type) && IsPlain(method)
        && Known.GetValue(parameter.OriginalDefinition, static key => new(Read(key, [], isSet: false))).Value;

    /// <summary>Whether a use of a list changes it, here or in a method that it is passed to.</summary>
    public static bool IsChange(IOperation use) => IsChange(use, [], isSet: false);

    /// <summary>Whether no loop over a list goes on after a use of it: it is changed, or one of its elements is set.</summary>
    public static bool Disturbs(IOperation use) => IsChange(use, [], isSet: true);

    /// <summary>Whether a call changes a list that is taken apart.</summary>
    public static bool Are(Lowering lowering, MemberCall call) =>
        call.Method is { MethodKind: MethodKind.Ordinary } method
            && call.Operands.Where((operand, i) => i < method.Parameters.Length && LocalLists.Of(lowering, operand) is not null
                && Change(method.OriginalDefinition.Parameters[i])).Any();

    public static bool IsList(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 1, Name: "List" or "IList" or "ICollection" }
        && type.ContainingNamespace.ToDisplayString() == "System.Collections.Generic";

    /// <summary>Whether a method is of another assembly, where only generated members tell what it does.</summary>
    private static bool IsForeign(IMethodSymbol method) => method is { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsAbstract: false,
        IsOverride: false, DeclaringSyntaxReferences.IsEmpty: true };

    /// <summary>Whether there is a primal on the elements of lists, which a method that changes a list cannot have.</summary>
    private static bool HasPrimal(IMethodSymbol method) => new[] { Attributes.Named(Attributes.Find(method, KnownNames.Differentiable),
        "Name") as string ?? method.Name, TypeMarks.HiddenName(method) }
        .Any(family => !method.ContainingType.GetMembers(family + KnownNames.Primal).IsEmpty);

    private static bool IsPlain(IMethodSymbol method) => method is { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsAbstract: false,
        IsOverride: false, DeclaringSyntaxReferences.IsEmpty: false };

    /// <param name="isSet">Whether an element that is set counts as a change.</param>
    private static bool Read(IParameterSymbol parameter, HashSet<ISymbol> seen, bool isSet) => seen.Add(parameter)
        && parameter.ContainingAssembly is ISourceAssemblySymbol { Compilation: var compilation }
        && SourceBodies.Of((IMethodSymbol)parameter.ContainingSymbol, compilation) is { } body && AreUses(body, parameter, seen, isSet);

    private static bool AreUses(IOperation body, IParameterSymbol parameter, HashSet<ISymbol> seen, bool isSet) =>
        body.Descendants().Any(use => SymbolEqualityComparer.Default.Equals(Writes.Variable(use), parameter) && IsChange(use, seen, isSet));

    private static bool IsChange(IOperation use, HashSet<ISymbol> seen, bool isSet) => use.Parent switch
    {
        IConversionOperation { IsImplicit: true } conversion => IsChange(conversion, seen, isSet),
        IPropertyReferenceOperation { Property.IsIndexer: true } or IImplicitIndexerReferenceOperation => isSet && IsSet(use.Parent),
        IInvocationOperation call => call.Instance == use && ListMembers.Changing.Contains(call.TargetMethod.Name),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function },
            Parameter: { } parameter } =>
            seen.Add(parameter) && LocalFunctions.Find(use, function) is { } body
                && AreUses(body, parameter.OriginalDefinition, seen, isSet),
        IArgumentOperation { Parent: IInvocationOperation,
            Parameter: { OriginalDefinition: { ContainingSymbol: IMethodSymbol method } parameter } } =>
            IsPlain(method) ? IsList(parameter.Type) && Read(parameter, seen, isSet) : isSet && MaySet(method, parameter),
        _ => false,
    };

    /// <summary>Whether an element is assigned, by itself or as a part of a tuple.</summary>
    public static bool IsSet(IOperation element)
    {
        var around = element.Parent;
        while (around is ITupleOperation) around = around.Parent;
        return around is not null && Writes.Targets(around).Contains(element);
    }

    /// <summary>Whether a method whose body is not known here may set elements of a list that it is given.</summary>
    private static bool MaySet(IMethodSymbol method, IParameterSymbol parameter) => IsList(parameter.Type)
        && Attributes.IsDifferentiable(method)
        && (method.IsVirtual || method.IsAbstract || method.IsOverride
            ? method.ReturnsVoid
            : method.DeclaringSyntaxReferences.IsEmpty
                && CalleeContracts.Of(method).Parameters.Any(known => known.Name == parameter.Name && known.IsWritten));
}
