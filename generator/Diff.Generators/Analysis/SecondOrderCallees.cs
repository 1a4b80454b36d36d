using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Calls through which an active value flows, and whose derivative cannot be differentiated as often as the method's order wants.
/// </summary>
internal static class SecondOrderCallees
{
    public static IEnumerable<Finding> Find(Method method, Activity activity) => method.Body.Statements().OfType<Let>()
        .Where(let => let.Operation is Call call && IsActive(let, call, activity))
        .Select(let => Of((Call)let.Operation, method.Declaration.Order, let.Origin)).OfType<Finding>().Distinct();

    private static Finding? Of(Call call, int order, Origin origin) => call.Callee switch
    {
        { Derivative: { } derivative } =>
            order == 2 || derivative.IsSecond ? Finding.At(origin, "DIFF0033", $"Gradient.{derivative.Asked}") : null,
        _ when order < 2 => null,
        { Kind: CalleeKind.Differentiable, Order: < 2 } => Finding.At(origin, "DIFF0030", call.Callee.Display),
        { Kind: CalleeKind.Custom, Rule: { } rule } when !HasSecondDerivative(rule) => Finding.At(origin, "DIFF0031", call.Callee.Display),
        _ => null,
    };

    private static bool HasSecondDerivative(CustomRule rule) => rule.Form == RuleForm.Elements || rule.Partials is not null;

    private static bool IsActive(Let let, Call call, Activity activity) =>
        call.Bound().Any(pair => pair.Parameter.IsIndependent && activity.IsVaried(pair.Argument))
        && (let.Results.Any(activity.IsUseful) || call.Bound().Any(pair => pair.Parameter.IsWritten && activity.IsUseful(pair.Argument)));
}
