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
        where method.Declaration.Dispatch == Dispatch.None
            && pair.Parameter is { IsIndependent: true, IsReceiver: false, IsDiscard: false, Field: null }
            && !activity.IsUseful(pair.Value)
        select Finding.At(Origin.None, "DIFF0202", pair.Parameter.Name, method.Declaration.Display);
}
