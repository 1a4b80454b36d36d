using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Which operations may store the numbers that they are given where code that runs later finds them, and which may give such numbers back.
/// <code>
/// _seen?.Add(x);   Keep(x);   Note(x)          // may store x: code that is not seen, or a method whose contract says so
/// _seen[^1]   _memory.Last   Scaled(y)         // may give it back
/// Console.WriteLine(x);   _log?.Info($"{x}");  // nobody gets numbers from there
/// </code>
/// </summary>
internal static class StoredNumbers
{
    /// <summary>What a body alone tells.</summary>
    /// <param name="isVaried">Whether a value may depend on an independent.</param>
    public static StateFacts In(Method method, Func<Operand, bool> isVaried)
    {
        var local = LocalObjects.Of(method);
        var lets = method.Body.Statements().OfType<Let>().ToList();
        var detached = Detached(method.Body);
        return new(
            Uses(lets.Where(let => let.Operation.Operands.Any(IsActive)), let => MayStore(let.Operation, local)),
            Uses(lets.Where(let => Delivers(let, value => value.Type.IsDifferentiable())), let => let.Operation switch
            {
                Call call => Reads(Function(call)),
                _ => IsRead(let, local),
            }));

        bool IsActive(Operand operand) => isVaried(operand) && !detached.Contains(operand);
    }

    /// <summary>Constants, whatever memory they are: <c>Gradient.Detach(x)</c>, and variables that hold nothing else.</summary>
    private static HashSet<Operand> Detached(Block body)
    {
        var detached = new HashSet<Operand>(body.Statements().OfType<Let>().Where(let => let.Operation is Detach)
            .SelectMany(let => let.Results));
        if (detached.Count == 0) return detached;
        var others = new HashSet<Slot>(body.Statements().OfType<WriteSlot>().Where(write => !detached.Contains(write.Operand))
            .Select(write => write.Slot));
        detached.UnionWith(body.Statements().OfType<Let>()
            .Where(let => let.Operation is ReadSlot read && !others.Contains(read.Slot)).SelectMany(let => let.Results));
        return detached;
    }

    private static EquatableArray<StateUse> Uses(IEnumerable<Let> lets, Func<Let, bool> isSo) => lets
        .Select(let => let.Operation is Call call ? new StateUse(Function(call).Key, isSo(let)) : isSo(let) ? StateUse.Own : default)
        .Where(use => use.Callee is not null && (use.IsSo || use.Callee.Length > 0)).Distinct()
        .OrderBy(use => use.Callee, StringComparer.Ordinal).ThenBy(use => use.IsSo).ToEquatableArray();

    /// <summary>Whether an operation that gets active values may store them.</summary>
    public static bool MayStore(Operation operation, LocalObjects local) => operation switch
    {
        Inert inert => inert.Keeper is not null,
        Call { Callee.Kind: CalleeKind.Unknown } call => MayKeep(call, local),
        Call { Callee.Kind: CalleeKind.Differentiable } or Call { Callee.Derivative: not null } =>
            Function((Call)operation).StoresNumbers,
        _ => false,
    };

    /// <summary>Whether an operation may give back numbers that others have stored.</summary>
    /// <param name="counts">Whether a value counts for the results.</param>
    public static bool MayRead(Let let, LocalObjects local, Func<Operand, bool> counts) => let.Operation switch
    {
        Inert => IsRead(let, local) && let.Results.Any(counts),
        Call { Callee.Kind: CalleeKind.Custom } => false,
        Call call => Reads(Function(call)) && Delivers(let, counts),
        _ => false,
    };

    /// <summary>
    /// What is read of state that other methods may change: fields that are not read-only, elements of lists and arrays, the next random
    /// number.
    /// </summary>
    private static bool IsRead(Let let, LocalObjects local) => let.Operation is Inert inert
        && (inert.Effect != Effect.Pure || IsHeld(inert, let))
        && (inert.Arguments.IsEmpty
            || !inert.Arguments.Where(argument => argument.Type is InertType { Kind: InertKind.Reference }).All(local.Contains));

    /// <summary>Whether it is an array that may be somebody else's: a read-only field holds the same array, but not the same numbers.</summary>
    private static bool IsHeld(Inert inert, Let let) => let.Results.Any(result => result.Type is BufferType)
        && !inert.IsFresh && !inert.Template.StartsWith("new ", StringComparison.Ordinal);

    /// <summary>Of a body that is not known, be it because it is chosen at run time, the worst is assumed.</summary>
    private static bool Reads(Callee callee) => callee.ReadsNumbers
        || callee is { Kind: CalleeKind.Differentiable, IsDispatched: true } or { Kind: CalleeKind.Unknown, IsHarmless: false };

    /// <summary>Whether values that matter come of a call, be it in memory that it is given.</summary>
    private static bool Delivers(Let let, Func<Operand, bool> counts) => let.Results.Any(counts)
        || let.Operation is Call call && call.Bound().Any(pair => pair.Parameter.IsWritten && counts(pair.Argument));

    /// <summary>
    /// A method of the framework keeps what it is given in an object that it is given, if at all; one of an object made here is followed as
    /// such (<see cref="InertEscapes"/>).
    /// </summary>
    private static bool MayKeep(Call call, LocalObjects local) => !call.Callee.IsHarmless
        && (!call.Callee.Holder.StartsWith("global::System.", StringComparison.Ordinal)
            || call.Arguments.Any(argument => argument.Type is InertType { Kind: InertKind.Reference } && !local.Contains(argument)));

    /// <summary>A derivative stores and reads what its function does.</summary>
    private static Callee Function(Call call) => call.Callee.Derivative?.Function ?? call.Callee;
}
