using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Methods that change a list that they are given. A list that the caller makes is no object in the IR, so their bodies stand in place of their calls.
/// <code>
/// static void AddTwice(List&lt;double&gt; to, double x) { to.Add(x); to.Add(x); }        AddTwice(list, y);   →   list[n++] = y; list[n++] = y;
/// </code>
/// </summary>
internal static class ListChangers
{
    // Every argument asks. A symbol belongs to one compilation, in which its body never changes.
    private static readonly ConditionalWeakTable<IParameterSymbol, StrongBox<bool>> Known = new();

    /// <summary>Whether a method changes a list of numbers that it is given, so that no derivative of its own could.</summary>
    public static bool Is(IMethodSymbol method) => IsPlain(method) && method.Parameters.Any(parameter => IsList(parameter.Type) && TypeMapping.IsDifferentiable(ForEach.ElementType(parameter.Type)) && Change(parameter));

    /// <summary>Whether a method whose source is here changes the list that a parameter stands for.</summary>
    public static bool Change(IParameterSymbol parameter) => parameter is { RefKind: RefKind.None, ContainingSymbol: IMethodSymbol method } && IsList(parameter.Type) && IsPlain(method)
        && Known.GetValue(parameter.OriginalDefinition, static key => new(Read(key, []))).Value;

    /// <summary>Whether a use of a list changes it, here or in a method that it is passed to.</summary>
    public static bool IsChange(IOperation use) => IsChange(use, []);

    /// <summary>Whether a call changes a list that is taken apart.</summary>
    public static bool Are(Lowering lowering, MemberCall call) =>
        call.Method is { MethodKind: MethodKind.Ordinary } method && call.Operands.Where((operand, i) => i < method.Parameters.Length && LocalLists.Of(lowering, operand) is not null && Change(method.OriginalDefinition.Parameters[i])).Any();

    private static bool IsPlain(IMethodSymbol method) => method is { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsAbstract: false, IsOverride: false, DeclaringSyntaxReferences.IsEmpty: false };

    private static bool IsList(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 1, Name: "List" or "IList" or "ICollection" } && type.ContainingNamespace.ToDisplayString() == "System.Collections.Generic";

    private static bool Read(IParameterSymbol parameter, HashSet<ISymbol> seen) => seen.Add(parameter) && parameter.ContainingAssembly is ISourceAssemblySymbol { Compilation: var compilation }
        && SourceBodies.Of((IMethodSymbol)parameter.ContainingSymbol, compilation) is { } body && AreUses(body, parameter, seen);

    private static bool AreUses(IOperation body, IParameterSymbol parameter, HashSet<ISymbol> seen) =>
        body.Descendants().Any(use => SymbolEqualityComparer.Default.Equals(Writes.Variable(use), parameter) && IsChange(use, seen));

    private static bool IsChange(IOperation use, HashSet<ISymbol> seen) => use.Parent switch
    {
        IConversionOperation { IsImplicit: true } conversion => IsChange(conversion, seen),
        IInvocationOperation call => call.Instance == use && ListMembers.Changing.Contains(call.TargetMethod.Name),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function }, Parameter: { } parameter } =>
            seen.Add(parameter) && LocalFunctions.Find(use, function) is { } body && AreUses(body, parameter.OriginalDefinition, seen),
        IArgumentOperation { Parent: IInvocationOperation, Parameter: { } parameter } => IsList(parameter.OriginalDefinition.Type) && IsPlain((IMethodSymbol)parameter.ContainingSymbol) && Read(parameter.OriginalDefinition, seen),
        _ => false,
    };
}
