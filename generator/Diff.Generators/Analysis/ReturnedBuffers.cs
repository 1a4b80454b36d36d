using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>Arrays that are handed back although they are somebody else's: callers take what a differentiable method returns for memory of its own.</summary>
internal static class ReturnedBuffers
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        foreach (var result in method.Results.Select((result, i) => method.Body.Yields[i]).Where(operand => operand.Type.IsBuffer() && operand.Type.IsDifferentiable()))
            foreach (var (entry, parameter) in method.BoundParameters())
                if (entry.Type.IsBuffer() && activity.Aliases.Of(entry) == activity.Aliases.Of(result))
                    yield return Finding.At(OriginOf(method, result), "DIFF0002", $"the memory of '{parameter.Name}' as a result", "return a copy of it");
    }

    /// <summary>Where the returned buffer was last given a value.</summary>
    private static Origin OriginOf(Method method, Operand result) =>
        method.Body.Statements().LastOrDefault(statement => statement.Results().Contains(result))?.Origin ?? Origin.None;
}
