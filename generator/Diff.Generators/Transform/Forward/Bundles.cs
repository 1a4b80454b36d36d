using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>Which derivatives are bundled: those that a Jacobian or Hessian runs once per column.</summary>
internal static class Bundles
{
    /// <summary>
    /// Whether columns are to be had in bundles. A method with effects is not run once per column, or each run is compared with another; what a method adds to
    /// what it is passed is a matter of its rows.
    /// </summary>
    public static bool IsWanted(Method method, DerivativeKind kind) => method.Declaration.Dispatch == Dispatch.None && kind switch
    {
        DerivativeKind.Hvp => !method.HasEffects && method.Parameters.All(parameter => parameter.Field is null && !parameter.IsWritten),
        DerivativeKind.Jvp => method.IsBundled || !method.HasEffects && !method.Declaration.IsHidden && HasVectorResult(method) && method.Parameters.All(parameter => parameter.Field is null),
        _ => false,
    };

    private static bool HasVectorResult(Method method) =>
        method.ReturnedTuple is null
        && (!method.ReturnsOneNumber || method.Parameters.Any(parameter => parameter.IsWritten && parameter.IsIndependent));

    /// <summary>The body of the derivative for several directions; null if there is none.</summary>
    public static Block? Of(Method method, Derivative derivative, Ids ids)
    {
        var primal = method.Body.Parameters.Count;
        var products = method.Parameters.Count(parameter => parameter.IsIndependent && !parameter.Type.IsBuffer());
        return derivative.Kind switch
        {
            DerivativeKind.Jvp => Bundle.Run(derivative.Body, primal, yield => yield >= method.Results.Count, ids),
            DerivativeKind.Hvp => Bundle.Run(derivative.Body, primal, yield => yield < products, ids),
            _ => throw new InvalidOperationException($"{derivative.Kind} has no directions."),
        };
    }
}
