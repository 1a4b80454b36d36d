using System.Runtime.CompilerServices;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Arrays that a method without derivatives makes for its caller. Nobody else holds them, so a copy that is the caller's own may take their
/// place; of any other array from elsewhere, changes must be seen elsewhere.
/// <code>
/// double[] Ones(int n) { var a = new double[n]; Array.Fill(a, 1); return a; }
/// </code>
/// </summary>
internal static class FreshArrays
{
    private static readonly ConditionalWeakTable<IMethodSymbol, StrongBox<bool>> Known = new();

    /// <summary>
    /// Whether all that a method returns is an array that it made, and put nowhere else. The rows of an array of arrays may be anybody's.
    /// </summary>
    public static bool AreMadeBy(IMethodSymbol method) => method.ReturnType is IArrayTypeSymbol { ElementType: not IArrayTypeSymbol }
        && Known.GetValue(method.OriginalDefinition, static key => new(IsToArray(key) || Read(key))).Value;

    private static bool Read(IMethodSymbol method)
    {
        if (method.IsAsync || method.ReturnsByRef || CalleeContracts.IsDispatched(method)
            || method.ContainingAssembly is not ISourceAssemblySymbol { Compilation: var compilation })
            return false;
        var parts = SourceBodies.Of(method, compilation)?.Descendants().ToList() ?? [];
        if (parts.Exists(part => part is ILocalFunctionOperation
            || part is IReturnOperation { Kind: not OperationKind.Return } && !IsInLambda(part)))
            return false;
        var returned = parts.OfType<IReturnOperation>().Where(leave => !IsInLambda(leave)).Select(statement => statement.ReturnedValue)
            .OfType<IOperation>().ToList();
        var locals = new HashSet<ISymbol>(returned.OfType<ILocalReferenceOperation>().Select(reference => reference.Local),
            SymbolEqualityComparer.Default);
        return returned.Count > 0 && returned.TrueForAll(value => value is ILocalReferenceOperation || IsNew(value))
            && parts.OfType<IVariableDeclaratorOperation>()
                .Count(declarator => locals.Contains(declarator.Symbol) && StartsNew(declarator)) == locals.Count
            && parts.OfType<ILocalReferenceOperation>()
                .All(use => !locals.Contains(use.Local) || IsUsedForElements(use) && !IsInLambda(use));
    }

    private static bool IsInLambda(IOperation part)
    {
        while (part.Parent is { } outer && part is not IAnonymousFunctionOperation) part = outer;
        return part is IAnonymousFunctionOperation;
    }

    private static bool IsNew(IOperation value) => value switch
    {
        IConversionOperation { OperatorMethod: null, Type: IArrayTypeSymbol, Operand: var operand } => IsNew(operand),
        IInvocationOperation { TargetMethod: var method } => IsToArray(method),
        _ => value is IArrayCreationOperation or ICollectionExpressionOperation { Type: IArrayTypeSymbol },
    };

    private static bool IsToArray(IMethodSymbol method) => method.Name == "ToArray"
        && (FrameworkFunctions.IsIn(method, "System.Linq") || FrameworkFunctions.IsIn(method, "System.Collections.Generic"));

    /// <summary>Whether a local holds a new array first, or nothing. That of a <c>foreach</c> gets what it finds.</summary>
    private static bool StartsNew(IVariableDeclaratorOperation declarator) =>
        declarator.Parent is IVariableDeclarationOperation && (declarator.Initializer is null || IsNew(declarator.Initializer.Value));

    /// <summary>Whether a local is given a new array, returned, or used for its elements alone.</summary>
    private static bool IsUsedForElements(ILocalReferenceOperation local)
    {
        IOperation use = local;
        while (use.Parent is IConversionOperation { OperatorMethod: null } conversion) use = conversion;
        return use.Parent switch
        {
            IArrayElementReferenceOperation or IForEachLoopOperation or IReturnOperation => true,
            IMemberReferenceOperation member => IsOfArray(member.Member) && member.Member.Name is "Length" or "Rank",
            IInvocationOperation call => IsOfArray(call.TargetMethod) && call.TargetMethod.Name is "GetLength" or "GetUpperBound",
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } =>
                IsOfArray(method) && method.Name is "Fill" or "Clear" or "Copy",
            ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } assignment =>
                assignment.Target == local && IsNew(assignment.Value),
            _ => false,
        };
    }

    private static bool IsOfArray(ISymbol member) => member.ContainingType.SpecialType == SpecialType.System_Array;
}
