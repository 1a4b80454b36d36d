using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Structs whose numbers depend on an independent, where they are taken for constants: by a generic method, which knows nothing of the
/// numbers in its type arguments, and in an object of an interface.
/// <code>
/// double Work&lt;T&gt;(T force, double x) where T : IForce     Work(new Spring(k), x)     IForce force = new Spring(k);     // the gradient with respect to k
/// </code>
/// </summary>
internal static class ConstantArguments
{
    public static IEnumerable<Finding> Find(Method method, Activity activity) =>
        method.Body.Statements().OfType<Let>().SelectMany(let => let.Operation switch
        {
            Call call => OfCall(let, call, activity),
            Inert { MustBeConstant: true } made when made.Arguments.Any(activity.IsVaried) => [OfObject(let, made)],
            _ => [],
        });

    private static IEnumerable<Finding> OfCall(Let let, Call call, Activity activity)
    {
        if (call is { Callee.HasConstantReceiver: true, Arguments: [var receiver, ..] } && activity.IsVaried(receiver))
            return [Refuse(let, call.Callee, "the struct that it is called on, whose type arguments have numbers",
                "call it on a struct that is not generic")];
        return call.Bound().Where(pair => pair.Parameter.IsConstant && activity.IsVaried(pair.Argument)).Select(pair => Refuse(
            let, call.Callee, $"the struct that it is given as '{pair.Parameter.Name}'",
            "call its members on the struct itself, make it an object of a class that is marked like its interface"));
    }

    private static Finding OfObject(Let let, Inert made) => made.Arguments is [{ Type: AggregateType { Name: var type } }]
        ? Finding.At(let.Origin, "DIFF0002", $"a conversion of a differentiated '{Short(type)}' to an interface",
            "keep the value in its own type, or convert Gradient.Detach of it")
        : Finding.At(let.Origin, "DIFF0003", Finding.Source, Short(let.Result.Type.Name),
            $", or mark '{Short(let.Result.Type.Name)}' itself [Differentiable]");

    private static Finding Refuse(Let let, Callee callee, string what, string advice) =>
        Finding.At(let.Origin, "DIFF0052", callee.Display, what, advice);

    private static string Short(string type) => type.Replace("global::", "");
}
