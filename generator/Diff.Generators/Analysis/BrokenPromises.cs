using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>Buffers that a method writes although callers that know only what it overrides or implements take them for read only.</summary>
internal static class BrokenPromises
{
    public static IEnumerable<Finding> Find(Method method, Activity activity) =>
        from parameter in method.Parameters
        where parameter is { BreaksPromise: true, Field: null }
        select Finding.At(Origin.None, "DIFF0044", parameter.Name, method.Declaration.Name);
}
