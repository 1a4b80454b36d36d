using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Calls of methods without derivative through which an active value flows: to a result, into memory, or into state that the method reads.
/// <code>
/// Keep(x); return total * x;   // Keep may have added x to total
/// </code>
/// </summary>
internal static class UnknownCallees
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        var local = LocalObjects.Of(method);
        var readsState = new Lazy<bool>(() => method.Body.Statements().OfType<Let>().Any(let => IsRead(let, local) && let.Results.Any(activity.IsUseful)));
        foreach (var statement in method.Body.Statements())
        {
            if (statement is not Let { Operation: Call { Callee.Kind: CalleeKind.Unknown } call } let) continue;
            // The receiver is a value, too, if it is a struct of numbers.
            if (!call.Arguments.Any(activity.IsVaried)) continue;
            var isOnVaried = call.Callee.IsInstance && activity.IsVaried(call.Arguments[0]);
            var matters = let.Results.Any(activity.IsUseful)
                || call.Bound().Any(pair => pair.Parameter.IsWritten && (isOnVaried ? pair.Parameter.Type.IsDifferentiable() : activity.IsVaried(pair.Argument)))
                || (MayKeep(call, local) && readsState.Value);
            if (matters) yield return Finding.At(let.Origin, IdOf(call.Callee), call.Callee.Display);
        }
    }

    private static string IdOf(Callee callee) => callee.IsConstantOnly ? "DIFF0052" : callee.IsRefused ? "DIFF0049" : callee.IsDispatched ? "DIFF0014" : "DIFF0004";

    /// <summary>What is read of state that other methods may change: fields that are not read-only, elements of lists, the next random number.</summary>
    private static bool IsRead(Let let, LocalObjects local) => let.Operation is Inert { Effect: not Effect.Pure } inert
        && (inert.Arguments.IsEmpty || !inert.Arguments.Where(argument => argument.Type is InertType { Kind: InertKind.Reference }).All(local.Contains));

    /// <summary>A method of the framework keeps what it is given in its receiver, if at all; one of an object made here is followed as such (<see cref="InertEscapes"/>).</summary>
    private static bool MayKeep(Call call, LocalObjects local) =>
        !call.Callee.Holder.StartsWith("global::System.", StringComparison.Ordinal) || (call.Callee.IsInstance && !local.Contains(call.Arguments[0]));
}
