using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Analysis;

/// <summary>
/// What is written in a try statement so that a handler or the cleanup may see it half-way: values that depend on an independent, and
/// memory. How far the block ran is not known afterwards, so that it can be neither reversed nor recorded.
/// </summary>
internal static class SharedWrites
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        var attempts = method.Body.Statements().OfType<Try>().ToList();
        return attempts.Count == 0 ? [] : Shared(method, activity, attempts).Concat(InMemory(attempts, activity)).Distinct();
    }

    private static IEnumerable<Finding> Shared(Method method, Activity activity, IReadOnlyList<Try> attempts)
    {
        var inside = new HashSet<Let>(attempts.SelectMany(Lets));
        foreach (var writes in method.Body.Statements().OfType<Let>().Where(let => SharedVariables.Stored(let.Operation) is not null)
            .GroupBy(let => let.Operation.Operands[0]))
        {
            if (!writes.Any(let => SharedVariables.Stored(let.Operation) is { } stored
                && (activity.IsVaried(stored) || IsMemory(stored.Type))))
                continue;
            var origin = (writes.FirstOrDefault(inside.Contains) ?? writes.First()).Origin;
            yield return Finding.At(origin, "DIFF0006",
                origin.Text.StartsWith("return", StringComparison.Ordinal) ? "the result" : NameOf(writes.Key));
        }
    }

    private static IEnumerable<Finding> InMemory(IEnumerable<Try> attempts, Activity activity)
    {
        foreach (var let in attempts.SelectMany(Unreversed).SelectMany(Lets))
            if (Written(let.Operation).FirstOrDefault(activity.IsActive) is { } written)
                yield return Finding.At(let.Origin, "DIFF0006", NameOf(written));
    }

    /// <summary>The blocks that have no reverse: no cleanup has one.</summary>
    private static IEnumerable<Block> Unreversed(Try guarded) => guarded.IsWhole ? [guarded.Cleanup] : guarded.Blocks();

    private static IEnumerable<Let> Lets(Try guarded) => guarded.Blocks().SelectMany(Lets);

    private static IEnumerable<Let> Lets(Block block) => block.Statements().OfType<Let>();

    private static bool IsMemory(IrType type) => type switch
    {
        BufferType or InertType { Kind: InertKind.RefStruct } => true,
        AggregateType aggregate => aggregate.Fields.Any(field => IsMemory(field.Type)),
        _ => false,
    };

    private static IEnumerable<Operand> Written(Operation operation) => operation switch
    {
        Store store => [store.Buffer],
        Call call => call.Bound().Where(pair => pair.Parameter.IsWritten).Select(pair => pair.Argument),
        _ => [],
    };

    private static string NameOf(Operand operand) => operand is Value { Name.Length: > 0 } variable ? variable.Name : "the result";
}
