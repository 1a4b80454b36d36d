using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Follows buffers through calls to a fixpoint, recursion included: a parameter is written if the body writes it or passes it to a
/// parameter that is written. Starts from "nothing is written" and only adds, so it ends.
/// </summary>
internal static class Closure
{
    public static EquatableArray<Contract> Run(EquatableArray<MethodFacts> methods)
    {
        var written = new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        foreach (var method in methods) written[method.Key] = [.. method.Written];
        bool hasChanged;
        do
        {
            hasChanged = false;
            foreach (var method in methods)
                foreach (var passed in method.PassedOn)
                    if (written.TryGetValue(passed.Callee, out var callee) && callee.Contains(passed.CalleeParameter))
                        hasChanged |= written[method.Key].Add(passed.Parameter);
        }
        while (hasChanged);
        return written.Select(pair => new Contract(pair.Key, pair.Value.ToEquatableArray())).ToEquatableArray();
    }
}
