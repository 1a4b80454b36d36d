using System.Runtime.CompilerServices;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Arrays that a method without derivatives makes for its caller. Nobody else holds them, so a variable that is assigned, in whole or in parts, after it got one may hold a copy that is the
/// method's own; of any other array from elsewhere, changes must be seen elsewhere.
/// <code>
/// var t = Identity(4); t[0, 3] = x;   →   t = copy of Identity(4); t[0, 3] = x;
/// </code>
/// </summary>
internal static class FreshArrays
{
    private static readonly ConditionalWeakTable<IMethodSymbol, StrongBox<bool>> Known = new();

    /// <summary>The array that a call has given, or a copy of it.</summary>
    public static Tree<Operand> Own(Lowering lowering, IInvocationOperation call, Tree<Operand> value) =>
        value is { IsLeaf: true, Leaf.Type: BufferType { Element: not BufferType, Kind: BufferKind.Array or BufferKind.Grid } } && IsChanged(call) && AreMadeBy(call.TargetMethod)
            ? Expressions.Leaf(BufferCopies.Whole(lowering, value.Leaf))
            : value;

    /// <summary>Whether the variable that gets the array is assigned later, or an element of it.</summary>
    private static bool IsChanged(IInvocationOperation call)
    {
        var variable = call.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
            IAssignmentOperation { Target: var target } assignment when assignment.Value == call => Writes.Variable(target),
            _ => null,
        };
        return variable is not null && Writes.Root(call) is var root && (Writes.In(root).Contains(variable) || ElementWrites.In(root).Contains(variable));
    }

    /// <summary>Whether all that a method returns is an array that it made, and put nowhere else.</summary>
    private static bool AreMadeBy(IMethodSymbol method) => Known.GetValue(method.OriginalDefinition, static key => new(Read(key))).Value;

    private static bool Read(IMethodSymbol method)
    {
        if (method.IsAsync || method.ReturnsByRef || CalleeContracts.IsDispatched(method) || method.ContainingAssembly is not ISourceAssemblySymbol { Compilation: var compilation }) return false;
        var parts = SourceBodies.Of(method, compilation)?.Descendants().ToList() ?? [];
        if (parts.Exists(part => part is IAnonymousFunctionOperation or ILocalFunctionOperation or IReturnOperation { Kind: not OperationKind.Return })) return false;
        var returned = parts.OfType<IReturnOperation>().Select(statement => statement.ReturnedValue).OfType<IOperation>().ToList();
        var locals = new HashSet<ISymbol>(returned.OfType<ILocalReferenceOperation>().Select(reference => reference.Local), SymbolEqualityComparer.Default);
        return returned.Count > 0 && returned.TrueForAll(value => value is ILocalReferenceOperation || IsNew(value))
            && parts.OfType<IVariableDeclaratorOperation>().Count(declarator => locals.Contains(declarator.Symbol) && StartsNew(declarator)) == locals.Count
            && parts.OfType<ILocalReferenceOperation>().All(use => !locals.Contains(use.Local) || IsUsedForElements(use));
    }

    private static bool IsNew(IOperation value) => value switch
    {
        IConversionOperation { OperatorMethod: null, Type: IArrayTypeSymbol, Operand: var operand } => IsNew(operand),
        _ => value is IArrayCreationOperation or ICollectionExpressionOperation { Type: IArrayTypeSymbol },
    };

    /// <summary>Whether a local holds a new array first, or nothing. That of a <c>foreach</c> gets what it finds.</summary>
    private static bool StartsNew(IVariableDeclaratorOperation declarator) => declarator.Parent is IVariableDeclarationOperation && (declarator.Initializer is null || IsNew(declarator.Initializer.Value));

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
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } => IsOfArray(method) && method.Name is "Fill" or "Clear" or "Copy",
            ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } assignment => assignment.Target == local && IsNew(assignment.Value),
            _ => false,
        };
    }

    private static bool IsOfArray(ISymbol member) => member.ContainingType.SpecialType == SpecialType.System_Array;
}
