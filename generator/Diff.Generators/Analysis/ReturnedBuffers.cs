using Diff.Generators.Contracts;
using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Arrays that are handed back although they are somebody else's, or twice: callers take all that a differentiable method returns for
/// memory of its own.
/// <code>
/// return (a, a);   return held;      // with held a static array, in a method that may be overridden
/// </code>
/// </summary>
internal static class ReturnedBuffers
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        var results = method.Body.Yields.Where(operand => operand.Type.IsBuffer() && operand.Type.IsDifferentiable()).ToList();
        var distinct = new Lazy<DistinctBuffers>(() => DistinctBuffers.Of(method.Body));
        for (var i = 1; i < results.Count; i++)
            if (results.Take(i).Any(before => MayBeOne(before, results[i])))
                yield return Finding.At(OriginOf(method, results[i]), "DIFF0002", "an array as a result that may be another result too",
                    "return a copy of one of them");
        if (results.Count == 0) yield break;
        var isDispatched = method.Declaration.Dispatch != Dispatch.None;
        var flow = BufferFlow.Run(method, isDispatched ? CallResults.AsResolved : CallResults.Own);
        foreach (var result in results)
        {
            if (flow.All(result).Contains(MethodFacts.Objects)) yield return At(method, result, "an object or static");
            if (isDispatched)
            {
                // Callers that do not know which body they call rely on it.
                foreach (var index in flow.Of(result)
                    .Where(index => method.Parameters[index].Type is BufferType { Kind: BufferKind.Array or BufferKind.Grid }))
                    yield return At(method, result, $"'{method.Parameters[index].Name}'");
                continue;
            }

            foreach (var (entry, parameter) in method.BoundParameters())
                if (entry.Type.IsBuffer() && activity.Aliases.Of(entry) == activity.Aliases.Of(result))
                    yield return At(method, result, $"'{parameter.Name}'");
        }

        // That two jagged arrays have no row in common is seen when they get their weights.
        bool MayBeOne(Operand one, Operand other) => activity.Aliases.Of(one) == activity.Aliases.Of(other)
            && !(one.Type.IsTable() && other.Type.IsTable() && distinct.Value.AreDistinct(one, other));
    }

    private static Finding At(Method method, Operand result, string owner) =>
        Finding.At(OriginOf(method, result), "DIFF0002", $"the memory of {owner} as a result", "return a copy of it");

    /// <summary>Where the returned buffer was last given a value.</summary>
    private static Origin OriginOf(Method method, Operand result) =>
        method.Body.Statements().LastOrDefault(statement => statement.Results().Contains(result))?.Origin ?? method.Exit;
}
