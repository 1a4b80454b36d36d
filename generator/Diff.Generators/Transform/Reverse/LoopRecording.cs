using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// How the reversed body of a loop gets the values of the forward body that it reads: some are undone from the next iteration
/// (<see cref="UndoneUpdates"/>, <see cref="BranchUpdates"/>), some are handed back by it (<see cref="HandedBack"/>), the others are recorded
/// or computed again.
/// </summary>
/// <param name="Body">With what is handed back among the values that the reversed body carries.</param>
/// <param name="Known">What the reversed body has under another name.</param>
internal sealed record LoopRecording(LoopBodyReversal Body, RecordingPlan Plan, UndoneUpdates Undone,
    (Value Forward, Operand Reverse)[] Known)
{
    /// <param name="parameters">The carried parameters of the forward body, one per result.</param>
    /// <param name="results">What the loop leaves in them.</param>
    /// <param name="known">What the reversed body has anyway, such as the index.</param>
    public static LoopRecording Of(LoopBodyReversal body, IReadOnlyList<Value> parameters, EquatableArray<Value> results,
        ReverseContext context, params (Value Forward, Operand Reverse)[] known)
    {
        var undone = UndoneUpdates.None;
        var plan = Plan();
        undone = UndoneUpdates.Of(body.Forward, plan.Recorded, parameters, results, context, known);
        var given = known;
        known = [.. given, .. undone.Known];
        if (!undone.Values.IsEmpty) plan = Plan();
        undone = BranchUpdates.Add(undone, body.Forward, plan, parameters, results, context, known);
        known = [.. given, .. undone.Known];
        if (!undone.Late.IsEmpty) plan = Plan();
        var handed = HandedBack.Of(body, plan, parameters, results, context);
        (body, known) = (handed.Body, [.. known, .. handed.Pairs]);
        if (!handed.Known.IsEmpty) plan = Plan();
        return new(body, plan, undone, known);

        RecordingPlan Plan() => context.Plan(body.Forward, body.Reverse, undone.Pinned, [.. known.Select(pair => pair.Forward)]);
    }
}
