using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Calls that give a struct of numbers to a generic method, whose derivatives take it for a constant. Where it may be none, the body stands
/// in place of the call, with the struct for the type parameter.
/// <code>
/// static double Work&lt;T&gt;(T force, double x) where T : IForce => force.At(x) * x;
/// Work(new Spring(k), x)   →   new Spring(k).At(x) * x
/// </code>
/// A method that calls itself with that struct becomes a method of its own (<see cref="RecursiveFunctions"/>).
/// A body that does more with such a parameter than to call marked members of its interface, or to pass it on, stays where it is; and so
/// does one that the code around the call could not be written in.
/// </summary>
internal static class StructArguments
{
    /// <summary>
    /// Whether a call gives a struct that may depend on an independent to a method whose body can take the place of the call.
    /// </summary>
    public static bool Are(Lowering lowering, MemberCall call) =>
        call is { Instance: null,
            Method: { MethodKind: MethodKind.Ordinary, IsStatic: true, IsGenericMethod: true, ContainingType.IsGenericType: false,
                ReducedFrom: null } method } && call.Operands.Count == method.Parameters.Length
        && Attributes.IsDifferentiable(method.OriginalDefinition) && method.Parameters.Any(IsConstant)
        && call.Operands.Any(operand => Shapes.IsDifferentiable(operand.Type) && VariedValues.May(operand))
        && SourceBodies.Of(method.OriginalDefinition, lowering.Nesting.Compilation, lowering.Cancellation) is { } body
        && TypeSubstitution.Within(TypeSubstitution.Inside(lowering.Nesting.Compilation, method),
            () => CanBeMoved(lowering, [method.OriginalDefinition], body));

    /// <summary>
    /// The member of a struct that a call runs in a body whose type parameter the struct stands for; null for any other call.
    /// </summary>
    public static IMethodSymbol? Implementation(IInvocationOperation call) =>
        call is { Instance.Type: ITypeParameterSymbol parameter,
            TargetMethod: { ContainingType.TypeKind: TypeKind.Interface, IsGenericMethod: false } member }
        && TypeSubstitution.Argument(parameter) is INamedTypeSymbol { TypeKind: TypeKind.Struct } type
        && TypeSubstitution.Argument(member.ContainingType) is INamedTypeSymbol declaring
        && declaring.GetMembers(member.Name).OfType<IMethodSymbol>()
            .FirstOrDefault(candidate => IsOf(member.OriginalDefinition, candidate)) is { } declared
        && type.FindImplementationForInterfaceMember(declared) is IMethodSymbol { ContainingType.TypeKind: TypeKind.Struct } body
        && !Dispatches.IsExplicit(body) && Attributes.IsDifferentiable(body.OriginalDefinition)
            ? body
            : null;

    /// <summary>Whether only a type argument makes numbers of a parameter.</summary>
    private static bool IsConstant(IParameterSymbol parameter) =>
        parameter is { RefKind: RefKind.None or RefKind.In, OriginalDefinition.Type: ITypeParameterSymbol declared }
        && !Attributes.IsNoGradient(parameter.OriginalDefinition) && Shapes.IsDifferentiable(parameter.Type)
        && !TypeSubstitution.Without(() => Shapes.IsDifferentiable(declared));

    /// <param name="path">The method, and the helpers around the body.</param>
    private static bool CanBeMoved(Lowering lowering, ImmutableArray<IMethodSymbol> path, IOperation body) =>
        !lowering.Inlinings.Exists(inlining => IsOf(path[path.Length - 1], inlining.Function))
            && (lowering.Lifted is not null || !IsOf(path[path.Length - 1], lowering.Method))
        && body.DescendantsAndSelf().All(part => IsMovable(lowering, path, part));

    private static bool IsOf(IMethodSymbol definition, IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, definition);

    private static bool IsMovable(Lowering lowering, ImmutableArray<IMethodSymbol> path, IOperation part) =>
        IsReachable(lowering, part.Type) && part switch
    {
        IInvocationOperation { ConstrainedToType: not null } or IPropertyReferenceOperation { Instance.Type: ITypeParameterSymbol }
            or IMethodReferenceOperation { Instance.Type: ITypeParameterSymbol } => false,
        IInvocationOperation { TargetMethod: var called } call =>
            (!path.Any(method => IsOf(method, called)) || IsRecursion(path, called)) && IsReachable(lowering, called)
            && IsMovableHelper(lowering, path, called)
            && (call.Instance?.Type is not ITypeParameterSymbol
                || Implementation(call) is { } implementation && !TypeMarks.IsOnNumbersHere(implementation)
                    && IsReachable(lowering, implementation)),
        IMemberReferenceOperation { Member: var member } =>
            !IsGeneric(part.Type) && !IsGeneric(member.ContainingType) && IsReachable(lowering, member),
        IObjectCreationOperation { Constructor: { } constructor } => !IsGeneric(part.Type) && IsReachable(lowering, constructor),
        { Type: ITypeParameterSymbol } => part is IParameterReferenceOperation or ILocalReferenceOperation,
        IConversionOperation { Operand.Type: ITypeParameterSymbol } or IIsTypeOperation or ITypeOfOperation or ISizeOfOperation => false,
        _ => !IsGeneric(part.Type),
    };

    /// <summary>Whether the method calls itself with its own type parameters, and so becomes a method with the struct for them.</summary>
    private static bool IsRecursion(ImmutableArray<IMethodSymbol> path, IMethodSymbol called) => path.Length == 1 && IsOf(path[0], called)
        && called.TypeArguments.Zip(path[0].TypeParameters, SymbolEqualityComparer.Default.Equals).All(isSame => isSame);

    /// <summary>Whether the body of an unmarked helper, which moves along, is one that can: it must not change the struct either.</summary>
    private static bool IsMovableHelper(Lowering lowering, ImmutableArray<IMethodSymbol> path, IMethodSymbol called) =>
        called is not { MethodKind: MethodKind.Ordinary, IsStatic: true } || !called.TypeArguments.Any(IsGeneric)
            || Attributes.IsDifferentiable(called.OriginalDefinition)
        || SourceBodies.Of(called.OriginalDefinition, lowering.Nesting.Compilation, lowering.Cancellation) is not { } body
        || TypeSubstitution.Within(TypeSubstitution.Inside(lowering.Nesting.Compilation, called),
            () => CanBeMoved(lowering, path.Add(called.OriginalDefinition), body));

    private static bool IsGeneric(ITypeSymbol? type) => TypeSubstitution.Mentions(type, part => part is ITypeParameterSymbol);

    private static bool IsReachable(Lowering lowering, ISymbol? symbol) => symbol is null or ITypeParameterSymbol or IArrayTypeSymbol
        or IMethodSymbol { MethodKind: MethodKind.LocalFunction } or IMethodSymbol { ContainingType: null }
        || lowering.Frames.IsReachable(lowering, symbol);
}
