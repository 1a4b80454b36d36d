using Diff.Generators.Analysis;
using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Where operations may store what they are given, so that code which runs later finds it, and where they may find what others have stored.
/// <code>
/// _seen?.Add(x);   Keep(x);   Note(x)          // store x: code that is not seen, or a method whose contract says so
/// _seen[^1]   _memory.Last   Scaled(y)         // find it
/// Console.WriteLine(x);   _log?.Info($"{x}");  // nobody gets numbers from there, unless a text is read as one
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
        var carriers = Carriers.Of(method, (operation, known) =>
            operation.Operands.Any(operand => IsActive(operand) || known.Contains(operand)));
        var sources = NumberSources.Of(method, value => value.Type.IsDifferentiable());
        return new(
            Uses(lets.Where(let => let.Operation.Operands.Any(operand => IsActive(operand) || carriers.Contains(operand))),
                let => StoredBy(let.Operation, local)),
            Uses(lets.Where(let => Delivers(let, IsNumber)), let => ReadBy(let, local)));

        bool IsActive(Operand operand) => isVaried(operand) && !detached.Contains(operand);

        bool IsNumber(Operand operand) => operand.Type.IsDifferentiable() || sources.Contains(operand);
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

    private static EquatableArray<StateUse> Uses(IEnumerable<Let> lets, Func<Let, StatePlaces> places) => lets
        .Select(let => new StateUse(let.Operation is Call call ? Function(call).Key : "", places(let)))
        .Where(use => use.Callee.Length > 0 || !use.Places.IsEmpty).Distinct()
        .OrderBy(use => use.Callee, StringComparer.Ordinal).ThenBy(use => string.Join(";", use.Places.Names), StringComparer.Ordinal)
        .ToEquatableArray();

    /// <summary>Where an operation may store what it is given: numbers, or what carries them.</summary>
    public static StatePlaces StoredBy(Operation operation, LocalObjects local) => operation switch
    {
        Inert inert => inert.Stores,
        Call { Callee: { Kind: CalleeKind.Unknown } callee } call => MayKeep(call, local) ? callee.Stores : StatePlaces.None,
        Call { Callee.Kind: CalleeKind.Differentiable } or Call { Callee.Derivative: not null } => Function((Call)operation).Stores,
        Call { Callee.Kind: CalleeKind.Custom } => StatePlaces.None,
        Call call => throw new InvalidOperationException($"Unknown kind {call.Callee.Kind} of callee."),
        // A store into memory that others hold is refused as such, and no other operation runs code.
        _ => StatePlaces.None,
    };

    /// <summary>Where an operation may find what others have stored.</summary>
    public static StatePlaces ReadBy(Let let, LocalObjects local) => let.Operation switch
    {
        Inert inert => IsRead(inert, let, local) ? inert.Reads ?? StatePlaces.Anywhere : StatePlaces.None,
        Call { Callee.Kind: CalleeKind.Custom } => StatePlaces.None,
        // Of a body that is chosen at run time the worst is assumed.
        Call call => Function(call) is var callee && callee is { Kind: CalleeKind.Differentiable, IsDispatched: true }
            ? StatePlaces.Anywhere
            : callee.Reads,
        _ => StatePlaces.None,
    };

    /// <summary>Whether values that count come of an operation, be it in memory that a call is given.</summary>
    /// <param name="counts">Whether a value counts.</param>
    public static bool Delivers(Let let, Func<Operand, bool> counts) => let.Results.Any(counts)
        || let.Operation is Call call && call.Bound().Any(pair => pair.Parameter.IsWritten && counts(pair.Argument));

    /// <summary>
    /// What is read of state that other methods may change: fields that are not read-only, elements of lists and arrays, the next random
    /// number. A read-only field holds the same object, but not the same numbers.
    /// </summary>
    private static bool IsRead(Inert inert, Let let, LocalObjects local) =>
        (inert.Effect != Effect.Pure || let.Results.Any(result => IsHeld(inert, result)))
        && (inert.Arguments.IsEmpty
            || !inert.Arguments.Where(argument => argument.Type is InertType { Kind: InertKind.Reference }).All(local.Contains));

    /// <summary>Whether a value is an object that may be somebody else's.</summary>
    private static bool IsHeld(Inert inert, Value result) => result.Type is BufferType
        ? !inert.IsFresh && !inert.IsCreation
        : inert.Reads is not null && result.Type is InertType { Kind: InertKind.Reference };

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
