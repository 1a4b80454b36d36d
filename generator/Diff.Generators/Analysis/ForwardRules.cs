using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>Calls that only a Vjp-form rule covers, where forward mode cannot be had from it: a vector result, or buffers that may be written.</summary>
internal static class ForwardRules
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        foreach (var statement in method.Body.Statements())
        {
            if (statement is not Let { Operation: Call { Callee.Rule: { Form: RuleForm.Vjp, Jvp: "" } } call } let) continue;
            if (!let.Results.Any(activity.IsActive) && !call.Bound().Any(pair => pair.Parameter.IsWritten && activity.IsActive(pair.Argument))) continue;
            var isScalar = let.Results.Count == 1 && let.Result.Type is ScalarType && call.Callee.Parameters.All(parameter => !parameter.IsIndependent || parameter.Type is ScalarType || !parameter.IsWritten);
            if (!isScalar) yield return Finding.At(let.Origin, "DIFF0016", call.Callee.Display);
        }
    }
}
