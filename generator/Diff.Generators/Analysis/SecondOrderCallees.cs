using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Calls through which an active value flows, and whose derivative cannot be differentiated as often as the method's order wants.
/// </summary>
internal static class SecondOrderCallees
{
    private const string Constants = "make what it depends on constant, by Gradient.Detach or [NoGradient]";

    /// <summary>What to do about a derivative that is differentiated once too often.</summary>
    public const string LessAround = $"let what is around it have first derivatives only, or {Constants}";

    public static IEnumerable<Finding> Find(Method method, Activity activity) => method.Body.Statements().OfType<Let>()
        .Where(let => let.Operation is Call)
        .Select(let => Of(let, (Call)let.Operation, method.Declaration.Order, activity)).OfType<Finding>().Distinct();

    private static Finding? Of(Let let, Call call, int order, Activity activity) => call.Callee switch
    {
        { Derivative: { IsSecond: true } derivative } when IsTakenAtVaried(let, call, derivative, activity) =>
            ThirdOrder(let, derivative, order == 2 ? LessAround
                : derivative.Asked == EntryPointKind.Hvp ? "or make all but its direction constant, by Gradient.Detach or [NoGradient]"
                : $"or {Constants}"),
        _ when order < 2 || !IsActive(let, call, activity) => null,
        { Derivative: { } derivative } => ThirdOrder(let, derivative, LessAround),
        { Kind: CalleeKind.Differentiable, Order: < 2 } => Finding.At(let.Origin, "DIFF0030", call.Callee.Display),
        { Kind: CalleeKind.Custom, Rule: { } rule } when !HasSecondDerivative(rule) =>
            Finding.At(let.Origin, "DIFF0031", call.Callee.Display),
        _ => null,
    };

    private static Finding ThirdOrder(Let let, DerivativeOf derivative, string advice) =>
        Finding.At(let.Origin, "DIFF0033", $"Gradient.{derivative.Asked}", advice);

    /// <summary>Whether a second derivative is taken at a point, or with constants, that are varied here.</summary>
    private static bool IsTakenAtVaried(Let let, Call call, DerivativeOf derivative, Activity activity) =>
        let.Results.Any(activity.IsUseful)
            && call.Bound().Zip(derivative.Function.Parameters, (bound, parameter) => (bound.Argument, parameter))
                .Any(pair => pair.parameter.IsIndependent && activity.IsVaried(pair.Argument));

    private static bool HasSecondDerivative(CustomRule rule) => rule.Form == RuleForm.Elements || rule.Partials is not null;

    private static bool IsActive(Let let, Call call, Activity activity) =>
        call.Bound().Any(pair => pair.Parameter.IsIndependent && activity.IsVaried(pair.Argument))
        && (let.Results.Any(activity.IsUseful) || call.Bound().Any(pair => pair.Parameter.IsWritten && activity.IsUseful(pair.Argument)));
}
