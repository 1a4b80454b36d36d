using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Structs whose numbers depend on an independent, where they are taken for constants: by a generic method, which knows nothing of the numbers in its type arguments, and in an object of an interface.
/// <code>
/// double Work&lt;T&gt;(T force, double x) where T : IForce     Work(new Spring(k), x)     IForce force = new Spring(k);     // the gradient with respect to k
/// </code>
/// </summary>
internal static class ConstantArguments
{
    public static IEnumerable<Finding> Find(Method method, Activity activity) => method.Body.Statements().OfType<Let>().SelectMany(let => let.Operation switch
    {
        Call { Callee.HasConstantReceiver: true, Arguments: [var receiver, ..] } call when activity.IsVaried(receiver) => [Refuse(let, call.Callee, "the struct that it is called on, whose type arguments have numbers", "call it on a struct that is not generic")],
        Call call => call.Bound().Where(pair => pair.Parameter.IsConstant && activity.IsVaried(pair.Argument)).Select(pair => Refuse(let, call.Callee, $"the struct that it is given as '{pair.Parameter.Name}'", "make it an object of a class that is marked, as its interface must be then")),
        Inert { MustBeConstant: true, Arguments: [{ Type: AggregateType { Name: var type } } value] } when activity.IsVaried(value) => [Finding.At(let.Origin, "DIFF0002", $"a conversion of a differentiated '{Short(type)}' to an interface", "keep the value in its own type, or convert Gradient.Detach of it")],
        Inert { MustBeConstant: true } inert when inert.Arguments.Any(activity.IsVaried) => [Finding.At(let.Origin, "DIFF0003", Finding.Source, Short(let.Result.Type.Name), $", or mark '{Short(let.Result.Type.Name)}' itself [Differentiable]")],
        _ => [],
    });

    private static Finding Refuse(Let let, Callee callee, string what, string advice) => Finding.At(let.Origin, "DIFF0052", callee.Display, what, advice);

    private static string Short(string type) => type.Replace("global::", "");
}
