using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lists that a loop changes while it enumerates them: C# throws when it goes on, the index loop that stands for it would not.
/// <code>
/// foreach (var x in list) list.Add(x);   →   refused        foreach (var x in list) if (x > 1) { list.Add(x); break; }   →   fine
/// </code>
/// </summary>
internal static class EnumeratedLists
{
    /// <summary>Reports a change of the list that a loop enumerates, unless the loop is left then.</summary>
    public static void Check(Lowering lowering, IForEachLoopOperation loop, IOperation collection)
    {
        if (LocalLists.Of(lowering, collection) is not { } list) return;
        if (Run(loop.Body).FirstOrDefault(IsWrong) is { } change)
            lowering.Report(Descriptors.Unsupported.Statement, Statement(change).Syntax, $"a change of '{change.Syntax}' while a loop enumerates it", "leave the loop then, or loop over an index or a copy");

        bool IsWrong(IOperation use) => Writes.Variable(use) is not null && LocalLists.Of(lowering, use) == list && ListChangers.IsChange(use) && !LeavesAfter(use, loop);
    }

    /// <summary>What a loop runs: its body, and the functions of the method that are called in it.</summary>
    private static IEnumerable<IOperation> Run(IOperation body)
    {
        var (run, pending) = (new HashSet<IOperation>(), new Stack<IOperation>([body]));
        while (pending.Count > 0)
        {
            foreach (var part in pending.Pop().DescendantsAndSelf())
            {
                yield return part;
                var called = part switch
                {
                    IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function } => LocalFunctions.Find(part, function) is { } inner ? [inner] : [],
                    IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } => Writes.Root(part).Descendants().OfType<IAnonymousFunctionOperation>(),
                    _ => Enumerable.Empty<IOperation>(),
                };
                foreach (var inner in called)
                    if (run.Add(inner)) pending.Push(inner);
            }
        }
    }

    /// <summary>Whether a block around a change ends by leaving the loop.</summary>
    private static bool LeavesAfter(IOperation change, IForEachLoopOperation loop)
    {
        var leaves = false;
        for (var around = change.Parent; around != loop; around = around.Parent)
        {
            if (around is null or ILocalFunctionOperation or IAnonymousFunctionOperation) return false;
            leaves |= around is IBlockOperation { Operations: { Length: > 0 } operations } && Leaves(operations[operations.Length - 1], loop);
        }

        return leaves;
    }

    private static bool Leaves(IOperation last, IForEachLoopOperation loop) => last is IReturnOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation }
        || (last is IBranchOperation branch && SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel));

    private static IOperation Statement(IOperation change) => change.Parent is { } around and not IBlockOperation ? around is IExpressionStatementOperation ? around : Statement(around) : change;
}
