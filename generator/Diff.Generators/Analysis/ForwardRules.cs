using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Calls that only a Vjp-form rule covers, where forward mode cannot be had from it: a vector result, or buffers with a weight. The
/// method has all of the reverse family, and no Jvp.
/// </summary>
internal static class ForwardRules
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        foreach (var statement in method.Body.Statements())
        {
            if (statement is not Let { Operation: Call { Callee.Rule: { Form: RuleForm.Vjp, Jvp: "" } } call } let) continue;
            if (!let.Results.Any(activity.IsActive)
                && !call.Bound().Any(pair => pair.Parameter.IsWritten && activity.IsActive(pair.Argument)))
                continue;
            if (!call.Callee.IsScalarOfConstants)
                yield return Finding.At(let.Origin, "DIFF0016", call.Callee.Display, method.Declaration.Name);
        }
    }
}
