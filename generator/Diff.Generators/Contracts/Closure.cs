using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Follows buffers through calls to a fixpoint, recursion included: a parameter is written if the body writes it or passes it to a
/// parameter that is written, and the same for what reverse halves read. Starts from "nothing" and only adds, so it ends.
/// </summary>
internal static class Closure
{
    public static EquatableArray<Contract> Run(EquatableArray<MethodFacts> methods)
    {
        var written = Close(methods, facts => facts.Written, passed => passed.IsWritable);
        var read = Close(methods, facts => facts.Read, _ => true);
        return written.Select(pair => new Contract(pair.Key, pair.Value.ToEquatableArray(), read[pair.Key].ToEquatableArray())).ToEquatableArray();
    }

    private static SortedDictionary<string, SortedSet<int>> Close(
        EquatableArray<MethodFacts> methods, Func<MethodFacts, EquatableArray<int>> own, Func<PassedOn, bool> follows)
    {
        var closed = new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        foreach (var method in methods) closed[method.Key] = [.. own(method)];
        bool hasChanged;
        do
        {
            hasChanged = false;
            foreach (var method in methods)
                foreach (var passed in method.PassedOn)
                    if (follows(passed) && closed.TryGetValue(passed.Callee, out var callee) && callee.Contains(passed.CalleeParameter))
                        hasChanged |= closed[method.Key].Add(passed.Parameter);
        }
        while (hasChanged);
        return closed;
    }
}
