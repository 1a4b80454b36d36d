using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>Independents on which no result depends: their gradient is a real zero, which is rarely what was meant.</summary>
internal static class UnusedParameters
{
    public static IEnumerable<Finding> Find(Method method, Activity activity) =>
        from pair in method.BoundParameters()
        where pair.Parameter.IsIndependent && !activity.IsUseful(pair.Value)
        select Finding.At(Origin.None, "DIFF0202", pair.Parameter.Name, method.Declaration.Name);
}
