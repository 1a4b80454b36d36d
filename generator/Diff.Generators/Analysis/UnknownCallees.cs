using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Calls of methods without derivative through which an active value flows: to a result, into memory, or into state that the method reads.
/// <code>
/// Keep(x); return total * x;             // Keep may have added x to total
/// Keep(x); Read(out var y); return y;    // and Read may give it back
/// </code>
/// </summary>
internal static class UnknownCallees
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        var local = LocalObjects.Of(method);
        var readsState = new Lazy<bool>(() => method.Body.Statements().OfType<Let>()
            .Any(let => IsRead(let, local) && let.Results.Any(activity.IsUseful) || GivesBack(let, activity)));
        foreach (var statement in method.Body.Statements())
        {
            if (statement is not Let { Operation: Call { Callee.Kind: CalleeKind.Unknown } call } let) continue;
            // The receiver is a value, too, if it is a struct of numbers.
            if (!call.Arguments.Any(activity.IsVaried)) continue;
            var matters = let.Results.Any(activity.IsUseful)
                || call.Bound().Any(pair => pair.Parameter.IsWritten && pair.Parameter.Type.IsDifferentiable())
                || (MayKeep(call, local) && readsState.Value);
            if (matters) yield return Finding.At(let.Origin, IdOf(call.Callee), [call.Callee.Display, .. Receiver(call.Callee)]);
        }
    }

    private static string IdOf(Callee callee) =>
        callee.IsConstantOnly ? "DIFF0052" : callee.IsRefused ? "DIFF0049" : callee.IsDispatched ? "DIFF0014" : "DIFF0004";

    private static string[] Receiver(Callee callee) => !callee.IsConstantOnly ? []
        : callee.HasReceiverParameter ? ["the struct that it is called on", "mark the struct [Differentiable] to see what is in the way"]
        : ["numbers that only its type arguments know", "write it for the type itself"];

    /// <summary>
    /// What is read of state that other methods may change: fields that are not read-only, elements of lists, the next random number.
    /// </summary>
    private static bool IsRead(Let let, LocalObjects local) => let.Operation is Inert { Effect: not Effect.Pure } inert
        && (inert.Arguments.IsEmpty
            || !inert.Arguments.Where(argument => argument.Type is InertType { Kind: InertKind.Reference }).All(local.Contains));

    /// <summary>Whether a method of which nothing is known gives values that count, be it in memory that it is given.</summary>
    private static bool GivesBack(Let let, Activity activity) => let.Operation is Call { Callee: { Kind: CalleeKind.Unknown,
        IsHarmless: false } } call
        && (let.Results.Any(activity.IsUseful) || call.Bound().Any(pair => pair.Parameter.IsWritten && activity.IsUseful(pair.Argument)));

    /// <summary>
    /// A method of the framework keeps what it is given in an object that it is given, if at all; one of an object made here is followed as
    /// such (<see cref="InertEscapes"/>).
    /// </summary>
    private static bool MayKeep(Call call, LocalObjects local) =>
        !call.Callee.Holder.StartsWith("global::System.", StringComparison.Ordinal)
            || call.Arguments.Any(argument => argument.Type is InertType { Kind: InertKind.Reference } && !local.Contains(argument));
}
