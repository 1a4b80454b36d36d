using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Independent parameters on which no result depends: their gradient is a real zero, which is rarely what was meant. A body among many that
/// share a signature may do without some.
/// </summary>
internal static class UnusedParameters
{
    public static IEnumerable<Finding> Find(Method method, Activity activity) =>
        from pair in method.BoundParameters()
        where method.Declaration.Dispatch == Dispatch.None && (!method.Declaration.IsLifted || Delivers(method))
            && pair.Parameter is { IsIndependent: true, IsReceiver: false, IsDiscard: false, IsCaptured: false, Field: null }
            && !activity.IsUseful(pair.Value)
        select Finding.At(Origin.None, "DIFF0202", pair.Parameter.Name, method.Declaration.Display);

    /// <summary>Whether anything that a method delivers has a derivative.</summary>
    private static bool Delivers(Method method) => method.Results.Any(result => result.IsDifferentiable)
        || method.Parameters.Any(parameter => parameter.IsWritten && parameter.Type.IsDifferentiable());
}
