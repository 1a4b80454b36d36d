using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Bodies that run while they run already, because a function that they were given calls the same method: what their variables stand for is
/// put aside, and taken up again afterwards.
/// <code>
/// Integrate(x => Integrate(y => x * y, 0, x), 0, 1)   →   the loop of Integrate, with the loop of Integrate in it
/// </code>
/// </summary>
internal static class Suspension
{
    /// <summary>
    /// Whether a body has nothing but values, arrays and functions of others in its variables, which are all that is put aside.
    /// </summary>
    public static bool IsPossible(IOperation body) => !body.Descendants().Any(part => part switch
    {
        IAnonymousFunctionOperation or ILocalFunctionOperation or IConditionalAccessOperation or IAnonymousObjectCreationOperation
            or ITranslatedQueryOperation => true,
        IObjectCreationOperation { Type.IsReferenceType: true } made => !IsThrown(made),
        IInvocationOperation { TargetMethod.ContainingType: { Name: "Enumerable" } } => true,
        ILocalReferenceOperation { Local.Type: var type } => !IsPlain(type),
        IParameterReferenceOperation { Parameter.Type: var type } => !IsPlain(type) && type.TypeKind != TypeKind.Delegate,
        _ => false,
    });

    /// <summary>Puts the variables of a method aside.</summary>
    /// <returns>Takes them up again.</returns>
    public static Action Begin(Lowering lowering, IMethodSymbol method)
    {
        Action[] restore = [lowering.Variables.Suspend(method), lowering.References.Suspend(method), lowering.Delegates.Suspend(method)];
        return () =>
        {
            foreach (var part in restore) part();
        };
    }

    /// <summary>Puts the entries for the variables of a method aside.</summary>
    public static Action Suspend<T>(this Dictionary<ISymbol, T> bindings, IMethodSymbol method)
    {
        var own = bindings.Where(binding => IsOwn(method, binding.Key)).ToList();
        return () =>
        {
            foreach (var symbol in bindings.Keys.Where(symbol => IsOwn(method, symbol)).ToList()) bindings.Remove(symbol);
            foreach (var binding in own) bindings.Add(binding.Key, binding.Value);
        };
    }

    private static bool IsOwn(IMethodSymbol method, ISymbol variable) =>
        SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, method);

    private static bool IsPlain(ITypeSymbol type) => type is { TypeKind: TypeKind.Enum }
        or { SpecialType: not (SpecialType.None or SpecialType.System_Object) }
        || Shapes.IsDifferentiable(type) && type is not INamedTypeSymbol { IsReferenceType: true };

    private static bool IsThrown(IOperation operation) => operation.Parent is { } outer && (outer is IThrowOperation || IsThrown(outer));
}
