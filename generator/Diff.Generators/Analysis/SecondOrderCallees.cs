using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Analysis;

/// <summary>Calls in a method of order 2 through which an active value flows, and whose derivative cannot be differentiated again.</summary>
internal static class SecondOrderCallees
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        if (method.Declaration.Order < 2) yield break;
        foreach (var statement in method.Body.Statements())
        {
            if (statement is not Let { Operation: Call call } let || !IsActive(let, call, activity)) continue;
            if (call.Callee is { Kind: CalleeKind.Differentiable, Order: < 2 }) yield return Finding.At(let.Origin, "DIFF0030", call.Callee.Display);
            if (call.Callee.Derivative is { } derivative) yield return Finding.At(let.Origin, "DIFF0033", $"Gradient.{derivative.Kind}");
            else if (call.Callee is { Kind: CalleeKind.Custom, Rule: { } rule } && !HasSecondDerivative(rule)) yield return Finding.At(let.Origin, "DIFF0031", call.Callee.Display);
        }
    }

    private static bool HasSecondDerivative(CustomRule rule) =>
        rule.Form == RuleForm.Elements ? rule.Functions.All(Tensors.HasSecondDerivative) : rule.Partials is not null;

    private static bool IsActive(Let let, Call call, Activity activity) =>
        call.Bound().Any(pair => pair.Parameter.IsIndependent && activity.IsVaried(pair.Argument))
        && (let.Results.Any(activity.IsUseful) || call.Bound().Any(pair => pair.Parameter.IsWritten && activity.IsUseful(pair.Argument)));
}
