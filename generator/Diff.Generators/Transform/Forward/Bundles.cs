using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>Which derivatives are bundled: those that a Jacobian or Hessian runs once per column or row, and what they call.</summary>
internal static class Bundles
{
    /// <summary>
    /// Whether columns or rows are to be had in bundles. A method with effects is not run once per column, or each run is compared with
    /// another; what a method adds to what it is passed is a matter of its rows, for which it runs once.
    /// </summary>
    public static bool IsWanted(Method method, DerivativeKind kind) => method.Declaration.Dispatch == Dispatch.None && kind switch
    {
        DerivativeKind.Hvp => !method.HasEffects
            && method.Parameters.All(parameter => parameter.Field is null or { IsKnown: true } && !parameter.IsWritten),
        DerivativeKind.Jvp => method.IsBundled
            || !method.HasEffects && !method.Declaration.IsHidden && HasVectorResult(method)
                && method.Parameters.All(parameter => parameter.Field is null),
        DerivativeKind.Reverse => !method.Declaration.IsHidden && HasVectorResult(method)
            && method.Parameters.All(parameter => parameter.Field is null && parameter.Mode != PassMode.Ref),
        DerivativeKind.ForwardTangent or DerivativeKind.ReverseTangent => method.HasBundledHalves,
        _ => false,
    };

    private static bool HasVectorResult(Method method) =>
        method.ReturnedTuple is null
        && (!method.ReturnsOneNumber || method.Parameters.Any(parameter => parameter.IsWritten && parameter.IsIndependent));

    /// <summary>The body of the derivative for several directions; null if there is none.</summary>
    public static Block? Of(Method method, Derivative derivative, Ids ids)
    {
        var primal = method.Body.Parameters.Count;
        var adjoints = method.Parameters.Count(parameter => parameter.IsIndependent && !parameter.Type.IsBuffer());
        var buffers = method.Parameters.Count(parameter => parameter.IsIndependent && parameter.Type.IsBuffer());
        var weights = method.Results.Count(result => result.IsDifferentiable) + buffers;
        var parameters = derivative.Body.Parameters.Count;
        return derivative.Kind switch
        {
            DerivativeKind.Reverse => Bundle.Run(derivative.Body, parameters - weights, static _ => true, ids),
            DerivativeKind.Jvp or DerivativeKind.ForwardTangent =>
                Bundle.Run(derivative.Body, primal, yield => yield >= method.Results.Count, ids),
            DerivativeKind.Hvp => Bundle.Run(derivative.Body, primal, yield => yield < adjoints, ids),
            DerivativeKind.ReverseTangent => Bundle.Run(derivative.Body, parameters - weights - buffers, yield => yield >= adjoints, ids),
            _ => throw new InvalidOperationException($"{derivative.Kind} has no directions."),
        };
    }
}
