using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Carried values that each iteration changes in a way that can be undone exactly: the reversed loop begins with the last one and undoes
/// its way back, so that nothing is recorded.
/// <code>
/// for (…) { …; p = p + d; s = -s; }   →   for (…) { p = p - d; s = -s; … }
/// </code>
/// </summary>
/// <param name="Values">The parameters of the forward body that are had in this way.</param>
/// <param name="Entering">The same as the iteration left them: parameters of the reversed body.</param>
/// <param name="Statements">What stands at the top of the reversed body.</param>
/// <param name="Undone">The values themselves, which the reversed iteration hands on.</param>
/// <param name="Last">Where the reversed loop begins.</param>
internal sealed record UndoneUpdates(EquatableArray<Value> Values, EquatableArray<Value> Entering, EquatableArray<Statement> Statements,
    EquatableArray<Operand> Undone, EquatableArray<Operand> Last)
{
    public static readonly UndoneUpdates None = new([], [], [], [], []);

    /// <summary>What stands below the reads of what is recorded (<see cref="BranchUpdates"/>).</summary>
    public EquatableArray<Statement> Late { get; init; } = [];

    /// <summary>What must be recorded for that.</summary>
    public EquatableArray<Value> Pinned { get; init; } = [];

    public IEnumerable<(Value Forward, Operand Reverse)> Known => Values.Zip(Undone, (value, undone) => (value, undone));

    /// <param name="recorded">What would have to be recorded otherwise.</param>
    /// <param name="parameters">The carried parameters of the forward body, one per result.</param>
    /// <param name="known">What else the reversed body has at hand.</param>
    public static UndoneUpdates Of(
        Block forward, IEnumerable<Value> recorded, IEnumerable<Value> parameters, EquatableArray<Value> results, ReverseContext context,
        params (Value Forward, Operand Reverse)[] known)
    {
        var found = None;
        if (!context.MayRecompute) return found;
        var (carried, needed) = (parameters.ToList(), recorded.ToList());
        int? before = null;
        foreach (var value in needed.Concat(carried.Where(parameter => parameter.Type.IsInteger() && !needed.Contains(parameter))).ToList())
        {
            var i = carried.IndexOf(value);
            if (i < 0 || forward.Yields[i] is not Value next || !(needed.Contains(value) || IsWorthIt(value))) continue;
            var entering = value with { Id = context.Ids.Take() };
            if (Undo(forward, value, next, entering, context, known) is not { } undo) continue;
            found = new([.. found.Values, value], [.. found.Entering, entering], [.. found.Statements, .. undo],
                [.. found.Undone, undo[undo.Count - 1].Results().First()], [.. found.Last, results[i]]);
            before = null;
        }

        return found;

        // What is computed from an index would be recorded in its place.
        bool IsWorthIt(Value value) => (before ??= Recorded([])) > Recorded([value]);

        int Recorded(Value[] more) =>
            context.TryPlan(forward, needed, [.. known.Select(pair => pair.Forward), .. found.Values, .. more]).Recorded.Count;
    }

    /// <summary>The reversed loop with what it carries for this.</summary>
    public For Join(For loop, Ids ids) => loop with
    {
        Inits = [.. loop.Inits, .. Last],
        Body = new Block([.. loop.Body.Parameters, .. Entering], [.. Statements, .. loop.Body.Statements],
            [.. loop.Body.Yields, .. Undone]),
        Results = [.. loop.Results, .. Entering.Select(value => value with { Id = ids.Take() })],
    };

    /// <summary>Computes the value from the next one; null if that takes more than is at hand.</summary>
    private static EquatableArray<Statement>? Undo(Block forward, Value value, Value next, Value entering, ReverseContext context,
        (Value Forward, Operand Reverse)[] known)
    {
        if (Narrow(value, next, entering, context) is { } narrow) return narrow;
        if (context.DefinitionOf(next) is not Apply update || Inverse(update, value, entering) is not { } inverse) return null;
        var change = inverse.Arguments.OfType<Value>().Where(operand => operand != entering)
            .Select(operand => (Operand: (Value)operand, Extent: ExtentOf(operand, context))).ToList();
        var plan = context.TryPlan(forward, change.Select(part => part.Extent).OfType<Value>(), [.. known.Select(pair => pair.Forward)]);
        if (plan is not { Recorded.IsEmpty: true, Impossible.IsEmpty: true }) return null;
        var extents = new Substitution(change.ToDictionary(part => part.Operand, part => part.Extent));
        var undone = new Let([value], inverse with { Arguments = extents.Rewrite(inverse.Arguments) },
            Origin.None with { Role = Role.Record });
        var block = Retrieval.Run(new Block([], [undone], []), plan, context.Ids,
            (_, _) => throw new InvalidOperationException("Nothing is recorded."), known);
        return Renaming.Copy(block, context.Ids).Statements;
    }

    /// <summary>
    /// Small integers are stepped in wider ones, and come back although they overflow: <c>b = (byte)(b + 1)</c> by <c>b = (byte)(b - 1)</c>.
    /// Null for any other step, and for one by something else than a constant.
    /// </summary>
    private static EquatableArray<Statement>? Narrow(Value value, Value next, Value entering, ReverseContext context)
    {
        if (!value.Type.IsInteger() || context.DefinitionOf(next) is not Conversion { Operand: Value sum }
            || context.DefinitionOf(sum) is not Apply { Arguments: [Value wide, Constant] } step
            || context.DefinitionOf(wide) is not Conversion { IsImplicit: true, Operand: var widened }
            || widened != value || sum.Type != wide.Type
            || Inverse(step, wide, wide with { Id = context.Ids.Take() }) is not { Arguments: [Value before, _] } inverse)
            return null;
        var (difference, undone) = (sum with { Id = context.Ids.Take(), Name = "" }, value with { Id = context.Ids.Take() });
        return [Record(before, new Conversion(entering, IsImplicit: true)), Record(difference, inverse),
            Record(undone, new Conversion(difference, IsImplicit: false))];

        static Let Record(Value result, Operation operation) => new([result], operation, Origin.None with { Role = Role.Record });
    }

    /// <summary>The length of a view that was taken with a length is that length, wherever the view begins.</summary>
    private static Operand ExtentOf(Operand operand, ReverseContext context) =>
        operand is Value value && context.DefinitionOf(value) is Length { Buffer: Value buffer }
            && context.DefinitionOf(buffer) is View { Extent: { } extent } ? extent : operand;

    /// <summary>Integers that overflow come back, too; sums of floating-point numbers do not.</summary>
    public static Apply? Inverse(Apply update, Value value, Value next) => update switch
    {
        { Primitive.Name: "neg" or "!" or "~", Arguments: [var x] } when x == value => new Apply(update.Primitive, [next]),
        { Primitive.Name: "+", Arguments: [var x, var y] } when IsUpdate(value, x, y) => new Apply(Primitive.Subtract, [next, y]),
        { Primitive.Name: "+", Arguments: [var x, var y] } when IsUpdate(value, y, x) => new Apply(Primitive.Subtract, [next, x]),
        { Primitive.Name: "-", Arguments: [var x, var y] } when IsUpdate(value, x, y) => new Apply(Primitive.Add, [next, y]),
        _ => null,
    };

    private static bool IsUpdate(Value value, Operand updated, Operand change) =>
        updated == value && change != value && value.Type.IsInteger() && change.Type == value.Type;
}
