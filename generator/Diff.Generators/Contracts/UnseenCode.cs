using Diff.Generators.Ir;

namespace Diff.Generators.Contracts;

/// <summary>
/// Code whose body is not seen, which may change what objects and statics hold: calls of unmarked methods, setters, constructors,
/// delegates. Guards, assertions and console output leave the program's objects alone, and so does an exception that is made to be thrown.
/// A counter that is a field is no array.
/// </summary>
internal static class UnseenCode
{
    private static readonly string[] Harmless =
    [
        "global::System.ArgumentException.", "global::System.ArgumentNullException.", "global::System.ArgumentOutOfRangeException.",
        "global::System.ObjectDisposedException.", "global::System.Console.", "global::System.Diagnostics.Debug.",
        "global::System.Diagnostics.Trace.",
        KnownNames.RequireNoOverlap,
    ];

    public static bool RunsIn(Block body) => RunsIn(body, OwnCollections.In(body));

    /// <param name="own">What the body around makes itself.</param>
    public static bool RunsIn(Block block, OwnCollections own) => Of(block, own).Any()
        || block.Statements.Any(statement => statement.Blocks().Any(inner => RunsIn(inner, own)));

    /// <summary>The statements of the block itself that run such code.</summary>
    /// <param name="own">What the body around makes itself.</param>
    public static IEnumerable<Let> Of(Block block, OwnCollections own)
    {
        var throws = block.Statements.Any(statement => statement is Throw);
        return block.Statements.OfType<Let>().Where(let => IsIn(let.Operation, throws, own));
    }

    private static bool IsIn(Operation operation, bool throws, OwnCollections own) => operation switch
    {
        Inert { Effect: Effect.Write, KeepsArrays: false } inert =>
            !Harmless.Any(Starts(inert)) && !(throws && inert.IsCreation) && !own.OnlyMakesOrChanges(inert),
        Call { Callee: { Kind: CalleeKind.Differentiable, IsDispatched: false } callee } => callee.ChangesObjects,
        // A method with a rule is what its rule says.
        Call { Callee.Kind: CalleeKind.Custom } => false,
        Call call => !call.Callee.IsHarmless,
        _ => false,
    };

    private static Func<string, bool> Starts(Inert inert) => prefix => inert.Template.StartsWith(prefix, StringComparison.Ordinal);
}
