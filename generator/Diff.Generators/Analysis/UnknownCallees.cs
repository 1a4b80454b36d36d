using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>Calls of methods without derivative through which an active value flows.</summary>
internal static class UnknownCallees
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        foreach (var statement in method.Body.Statements())
        {
            if (statement is not Let { Operation: Call { Callee.Kind: CalleeKind.Unknown } call } let) continue;
            var takesVaried = call.Bound().Any(pair => activity.IsVaried(pair.Argument));
            var matters = let.Results.Any(activity.IsUseful) || call.Bound().Any(pair => pair.Parameter.IsWritten && activity.IsVaried(pair.Argument));
            if (takesVaried && matters) yield return Finding.At(let.Origin, "DIFF0004", call.Callee.Display);
        }
    }
}
