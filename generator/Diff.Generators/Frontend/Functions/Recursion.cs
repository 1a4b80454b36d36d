using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Which functions call themselves, directly or through others: local functions, and methods that take functions, through others that do,
/// or structs for type parameters.
/// </summary>
internal static class Recursion
{
    /// <summary>The body of a local function that calls itself; null if it does not, or has no body.</summary>
    public static IOperation? OfLocal(IOperation use, IMethodSymbol function) =>
        Body(function, called => LocalFunctions.Find(use, called), LocalFunction);

    /// <summary>The body of a method that calls itself, by others only if these take functions; null for any other.</summary>
    public static IOperation? OfMethod(Lowering lowering, IMethodSymbol method)
    {
        return Body(method, called => SourceBodies.Of(called, lowering.Nesting.Compilation, lowering.Cancellation),
            operation => IsCall(operation) ? method : FunctionTaker(operation));

        bool IsCall(IOperation operation) => operation is IInvocationOperation { TargetMethod.OriginalDefinition: var called }
            && SymbolEqualityComparer.Default.Equals(called, method);
    }

    private static IOperation? Body(IMethodSymbol function, Func<IMethodSymbol, IOperation?> find,
        Func<IOperation, IMethodSymbol?> called)
    {
        if (find(function) is not { } own) return null;
        var known = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IOperation>([own]);
        while (pending.Count > 0)
        {
            foreach (var next in pending.Pop().DescendantsAndSelf().Select(called).OfType<IMethodSymbol>())
            {
                if (SymbolEqualityComparer.Default.Equals(next, function)) return own;
                if (known.Add(next) && find(next) is { } body) pending.Push(body);
            }
        }
        return null;
    }

    /// <summary>The local function that an operation calls or names.</summary>
    public static IMethodSymbol? LocalFunction(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } called } => called,
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } named } => named,
        _ => null,
    };

    /// <summary>The method that is called, if it takes functions and its source is here.</summary>
    public static IMethodSymbol? FunctionTaker(IOperation operation) => operation is IInvocationOperation
    {
        TargetMethod: { MethodKind: MethodKind.Ordinary, OriginalDefinition: { DeclaringSyntaxReferences.IsEmpty: false } called },
    } && called.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate) ? called : null;

    /// <summary>Whether a variable or function is declared in a function.</summary>
    public static bool IsInside(ISymbol symbol, ISymbol function)
    {
        for (ISymbol? around = symbol.ContainingSymbol; around is not null; around = around.ContainingSymbol)
            if (SymbolEqualityComparer.Default.Equals(around, function)) return true;
        return false;
    }
}
