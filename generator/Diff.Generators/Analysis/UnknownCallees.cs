using Diff.Generators.Contracts;
using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Calls through which an active value flows where no derivative follows it: to a result or into memory, of a method without derivative, or
/// into the state, of any method, where the state is read (<see cref="StoredNumbers"/>). Nobody looks at the order of statements.
/// <code>
/// Keep(x); return total * x;               // Keep may have added x to total
/// Keep(x); Read(out var y); return y;      // and Read may give it back
/// _memory.Keep(x); return Scaled(x);       // and so may Scaled, though it is marked
/// var y = Note(x); return _seen[^1] * y;   // Note is marked, and stores x
/// </code>
/// </summary>
internal static class UnknownCallees
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        var local = LocalObjects.Of(method);
        var isRead = new Lazy<bool>(() => IsStateRead(method, local, activity));
        foreach (var let in method.Body.Statements().OfType<Let>())
        {
            // The receiver is a value, too, if it is a struct of numbers.
            if (!let.Operation.Operands.Any(activity.IsVaried)) continue;
            if (IsLost(let, activity) || IsFound(let.Operation)) yield return Finding(let);
        }

        bool IsFound(Operation operation) => operation is Call or Inert { Keeper: not null }
            && !StoredNumbers.StoredBy(operation, local).IsEmpty && isRead.Value;
    }

    /// <summary>
    /// Whether the method finds anything in the state that counts for its results. Where does not matter, as other code may move what is
    /// stored from one place to another in between: <c>Keep(x); Move(); return _moved * x;</c>
    /// </summary>
    private static bool IsStateRead(Method method, LocalObjects local, Activity activity)
    {
        if (method.Declaration.IsPromisedElsewhere) return true;
        var sources = NumberSources.Of(method, activity.IsUseful);
        return method.Body.Statements().OfType<Let>()
            .Where(let => StoredNumbers.Delivers(let, value => activity.IsUseful(value) || sources.Contains(value)))
            .Any(let => !StoredNumbers.ReadBy(let, local).IsEmpty);
    }

    /// <summary>Whether a method without derivative delivers what counts.</summary>
    private static bool IsLost(Let let, Activity activity) => let.Operation is Call { Callee.Kind: CalleeKind.Unknown } call
        && (let.Results.Any(activity.IsUseful)
            || call.Bound().Any(pair => pair.Parameter.IsWritten && pair.Parameter.Type.IsDifferentiable()));

    private static Finding Finding(Let let) => let.Operation switch
    {
        Inert { Keeper: { } keeper } => Analysis.Finding.At(let.Origin, keeper.DescriptorId, keeper.Name, ""),
        Call { Callee: { Kind: CalleeKind.Unknown } callee } =>
            Analysis.Finding.At(let.Origin, IdOf(callee), [callee.Display, .. Receiver(callee)]),
        Call { Callee: var callee } => Analysis.Finding.At(let.Origin, "DIFF0005", (callee.Derivative?.Function ?? callee).Display,
            " in its body"),
        _ => throw new InvalidOperationException(let.Operation.GetType().Name),
    };

    private static string IdOf(Callee callee) =>
        callee.IsConstantOnly ? "DIFF0052" : callee.IsRefused ? "DIFF0049" : callee.IsDispatched ? "DIFF0014" : "DIFF0004";

    private static string[] Receiver(Callee callee) => !callee.IsConstantOnly ? []
        : callee.HasReceiverParameter ? ["the struct that it is called on", "mark the struct [Differentiable] to see what is in the way"]
        : ["numbers that only its type arguments know", "write it for the type itself"];
}
