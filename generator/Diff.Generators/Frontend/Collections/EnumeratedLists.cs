using System.Collections.Immutable;
using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lists that a loop changes while it enumerates them: C# throws when it goes on, the index loop that stands for it would not. A list that
/// is given another element has changed too; an array has not.
/// <code>
/// foreach (var x in list) list.Add(x);   foreach (var x in list) list[0] = x;   →   refused        foreach (var x in list) if (x > 1) { list.Add(x); break; }   →   fine
/// </code>
/// </summary>
internal static class EnumeratedLists
{
    /// <summary>Reports a change of a list that a loop enumerates, unless the loop is left then.</summary>
    public static void Check(Lowering lowering, IForEachLoopOperation loop) =>
        Check(lowering, loop, loop.Collection, [.. Functions(loop.Collection), loop.Body]);

    /// <summary>Reports a change of a list by a function that a call of LINQ gets.</summary>
    public static void Check(Lowering lowering, IInvocationOperation call) => Check(lowering, null, call, [.. Functions(call)]);

    /// <summary>Reports a change of a list by a function that it calls for each of its elements.</summary>
    public static void Check(Lowering lowering, IInvocationOperation call, IOperation list) =>
        Check(lowering, null, list, [.. Functions(call)]);

    private static void Check(Lowering lowering, IForEachLoopOperation? loop, IOperation enumerated, IReadOnlyList<IOperation> code)
    {
        if (code.Count == 0) return;
        var lists = Enumerated(lowering, enumerated).ToList();
        if (lists.Count > 0 && Run(code).FirstOrDefault(IsWrong) is { } change)
            lowering.Report(Descriptors.Unsupported.Statement, Statement(change).Syntax,
                $"a change of '{change.Syntax}' while a loop enumerates it", "leave the loop then, or loop over an index or a copy");

        bool IsWrong(IOperation use) => Writes.Variable(use) is not null
            && (LocalContainers.Of(lowering, use) is null ? ListChangers.Disturbs(use) : ContainerUses.Disturbs(use, loop))
            && Names(lowering, use, []).Any(lists.Contains) && !(loop is not null && LeavesAfter(use, loop));
    }

    /// <summary>The functions written in an expression.</summary>
    private static IEnumerable<IOperation> Functions(IOperation expression) =>
        expression.Descendants().OfType<IAnonymousFunctionOperation>();

    /// <summary>
    /// The lists that are enumerated while a loop over an expression runs: a query goes through them step by step, unless it sorts or
    /// reverses them first.
    /// </summary>
    private static IEnumerable<object> Enumerated(Lowering lowering, IOperation expression) => expression switch
    {
        IParenthesizedOperation parenthesized => Enumerated(lowering, parenthesized.Operand),
        IConversionOperation { Operand: { Type: not null } operand } => Enumerated(lowering, operand),
        ITranslatedQueryOperation query => Enumerated(lowering, query.Operation),
        _ when lowering.Queries.Find(expression) is { } query => Enumerated(lowering, query),
        IInvocationOperation { TargetMethod: var method } call when Linq.Is(method) =>
            Orderings.Is(method) || method.Name is "Reverse" or "ToList" or "ToArray" or "ToImmutableArray"
                ? []
                : call.Arguments.Where(argument => argument.Value.Type?.TypeKind != TypeKind.Delegate)
                    .SelectMany(argument => Enumerated(lowering, argument.Value)),
        _ => Names(lowering, expression, []),
    };

    /// <summary>The lists that an expression may name: those made here, and variables for those that the method gets.</summary>
    private static IEnumerable<object> Names(Lowering lowering, IOperation expression,
        ImmutableHashSet<ISymbol> around) => expression switch
    {
        IParenthesizedOperation parenthesized => Names(lowering, parenthesized.Operand, around),
        IConversionOperation { OperatorMethod: null, Operand: { Type: not null } operand } => Names(lowering, operand, around),
        IConditionalOperation { WhenFalse: { } otherwise } choice =>
            [.. Names(lowering, choice.WhenTrue, around), .. Names(lowering, otherwise, around)],
        _ when LocalLists.Of(lowering, expression) is { } list => [list],
        _ when LocalContainers.Of(lowering, ContainerUses.Whole(expression)) is { } container => [container],
        ILocalReferenceOperation { Local: var local }
            when lowering.Collections.Contains(local) && !around.Contains(local, SymbolEqualityComparer.Default) =>
                Given(expression, local).SelectMany(value => Names(lowering, value, around.Add(local))),
        IParameterReferenceOperation { Parameter: var parameter }
            when lowering.Collections.Contains(parameter) && ListChangers.IsList(parameter.Type) => [parameter],
        _ => [],
    };

    /// <summary>What a local is given in the code around a use of it.</summary>
    private static IEnumerable<IOperation> Given(IOperation use, ILocalSymbol local) =>
        Initializers.Of(local, use) is { } initializer ? Followed.Values(local, initializer) : [];

    /// <summary>What a loop runs: its code, and the functions of the method that are called in it.</summary>
    public static IEnumerable<IOperation> Run(IReadOnlyList<IOperation> code)
    {
        var (run, pending) = (new HashSet<IOperation>(code), new Stack<IOperation>(code));
        while (pending.Count > 0)
        {
            foreach (var part in pending.Pop().DescendantsAndSelf())
            {
                yield return part;
                var called = part switch
                {
                    IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function } =>
                        LocalFunctions.Find(part, function) is { } inner ? [inner] : [],
                    IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } =>
                        Writes.Root(part).Descendants().OfType<IAnonymousFunctionOperation>(),
                    _ => Enumerable.Empty<IOperation>(),
                };
                foreach (var inner in called)
                    if (run.Add(inner)) pending.Push(inner);
            }
        }
    }

    /// <summary>Whether a block around a change ends by leaving the loop.</summary>
    public static bool LeavesAfter(IOperation change, IForEachLoopOperation loop)
    {
        var leaves = false;
        for (var around = change.Parent; around != loop; around = around.Parent)
        {
            if (around is null or ILocalFunctionOperation or IAnonymousFunctionOperation) return false;
            leaves |= around is IBlockOperation { Operations: { Length: > 0 } operations }
                && Leaves(operations[operations.Length - 1], loop);
        }

        return leaves;
    }

    private static bool Leaves(IOperation last, IForEachLoopOperation loop) => last is IReturnOperation or IThrowOperation
        or IExpressionStatementOperation { Operation: IThrowOperation }
        || (last is IBranchOperation branch && SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel));

    private static IOperation Statement(IOperation change) =>
        change.Parent is { } around and not IBlockOperation ? around is IExpressionStatementOperation ? around : Statement(around) : change;
}
