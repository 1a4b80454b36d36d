using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Loops of <c>Parallel</c>, whose iterations may run in any order: one after the other, in derivatives.
/// <code>
/// Parallel.For(0, n, i => y[i] = f(x[i]))       →   for (i = 0; i &lt; n; i++) y[i] = f(x[i]);
/// Parallel.For(0, n, () => 0.0, body, finish)   →   local = 0.0; for (i = 0; i &lt; n; i++) local = body(i, local); finish(local);
/// Parallel.ForEach(xs, x => …)                  →   for (i = 0; i &lt; xs.Length; i++) { x = xs[i]; … }
/// </code>
/// What depends on the order or on how the iterations are shared out is refused: a loop that stops early, and queries of PLINQ.
/// </summary>
internal static class ParallelLoops
{
    private const string Threading = "System.Threading.Tasks";

    /// <summary>Null if the call is no parallel loop, or has nothing to do with differentiated values.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call)
    {
        if (IsQuery(call.TargetMethod) && Calls.TakesDifferentiable(call))
            return Expressions.Refuse(lowering, call, "a parallel query", "leave out AsParallel()");
        if (call.TargetMethod.ContainingType is not { Name: "Parallel" } || !FrameworkFunctions.IsIn(call.TargetMethod, Threading)
            || !Linq.HasDifferentiable(lowering, call))
            return null;
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value).ToList();
        return call.Parent is IExpressionStatementOperation && Sequence.Callables(lowering, arguments) is { } functions
            && Run(lowering, call, arguments, functions)
                ? Lowering.Nothing
                : Expressions.Refuse(lowering, call, $"'{call.TargetMethod.Name}' of Parallel in this form",
                    "write it as Parallel.For(from, to, i => …), or as an ordinary loop");
    }

    private static bool IsQuery(IMethodSymbol method) =>
        method is { Name: "AsParallel", ContainingType.Name: "ParallelEnumerable" } && FrameworkFunctions.IsIn(method, "System.Linq");

    /// <summary>False if there is no such loop.</summary>
    private static bool Run(Lowering lowering, IInvocationOperation call, IReadOnlyList<IOperation> arguments,
        IReadOnlyList<Callable> functions)
    {
        if (call.TargetMethod.Name == "ForEach" && arguments.Count == 2
            && functions is [BodyCallable { Function.Parameters.Length: 1 } body])
        {
            if (Sequence.Of(lowering, arguments[0]) is not { IsNested: false } source) return false;
            source.Begin().Each(lowering, element => body.Apply(lowering, call, element));
            return true;
        }
        if (call.TargetMethod.Name != "For" || arguments[1].Type?.SpecialType != SpecialType.System_Int32) return false;
        switch (arguments.Count, functions)
        {
            case (3, [BodyCallable { Function.Parameters.Length: 1 } iteration]):
                Range(lowering, arguments, index => iteration.Apply(lowering, call, index));
                return true;
            case (5, [BodyCallable start, BodyCallable { Function.Parameters: [_, var state, var kept] } step, BodyCallable finish])
                when Mentions.Of(state, step.Body) == 0:
                var local = lowering.Variables.Temporary(Shapes.Of(kept.Type), kept.Name);
                lowering.Write(local, start.Apply(lowering, call));
                Range(lowering, arguments, index => lowering.Write(local,
                    step.Apply(lowering, call, index, Lowering.Default(Shapes.Of(state.Type)), lowering.Read(local))));
                finish.Apply(lowering, call, lowering.Read(local));
                return true;
            default:
                return false;
        }
    }

    private static void Range(Lowering lowering, IReadOnlyList<IOperation> arguments, Action<Tree<Operand>> body) =>
        IndexLoops.Over(lowering, Expressions.Scalar(lowering, arguments[0]), Expressions.Scalar(lowering, arguments[1]),
            index => body(Expressions.Leaf(index)));
}
