using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Carried integers that the branches of an iteration step: where the reversed iteration knows which branch was taken, it steps back.
/// That is recorded if it would be anyway, or if it takes the place of several integers.
/// <code>
/// while (…) { …; if (c) i++; else j++; }   →   for (…) { c = pop; if (c) i--; else j--; … }
/// </code>
/// </summary>
internal static class BranchUpdates
{
    /// <summary>What is undone, with what is undone in this way.</summary>
    /// <param name="plan">What would be recorded otherwise.</param>
    /// <param name="known">What the reversed body has anyway.</param>
    public static UndoneUpdates Add(
        UndoneUpdates undone, Block forward, RecordingPlan plan, IReadOnlyList<Value> parameters, EquatableArray<Value> results,
        ReverseContext context, (Value Forward, Operand Reverse)[] known)
    {
        if (!context.MayRecompute || plan.Recorded.IsEmpty) return undone;
        foreach (var branch in forward.Statements.OfType<If>())
        {
            var updates = parameters.Select((value, i) => Update.Of(branch, value, forward.Yields[i], results[i], plan, forward, context))
                .OfType<Update>().ToList();
            if (updates.Count > 0 && Decision(branch, updates, forward, plan, context, known) is var (before, pinned))
                undone = With(undone, branch, updates, before, pinned, context.Ids);
        }

        return undone;
    }

    /// <summary>How the reversed iteration gets the condition; null if that takes as much as it saves.</summary>
    private static (EquatableArray<Statement> Before, EquatableArray<Value> Pinned)? Decision(
        If branch, List<Update> updates, Block forward, RecordingPlan plan, ReverseContext context,
        (Value Forward, Operand Reverse)[] known)
    {
        if (branch.Condition is not Value condition) return null;
        if (!FreeValues.DefinedBy(forward).Contains(condition)) return ([], []);
        var recorded = plan.Recorded.Where(value => updates.TrueForAll(update => update.Value != value)).ToList();
        if (recorded.Contains(condition)) return ([], [condition]);
        var found = context.TryPlan(forward, [condition], [.. known.Select(pair => pair.Forward), .. recorded]);
        if (found is { Recorded.IsEmpty: true, Impossible.IsEmpty: true })
        {
            var used = found.Recomputed.SelectMany(let => let.Operation.Operands).OfType<Value>().Where(recorded.Contains).Distinct();
            return ([.. found.Recomputed], [.. used]);
        }

        return updates.Count > 1 ? ([], [condition]) : null;
    }

    private static UndoneUpdates With(UndoneUpdates undone, If branch, List<Update> updates, EquatableArray<Statement> before,
        EquatableArray<Value> pinned, Ids ids)
    {
        var steps = new Block([], [.. before, new If(branch.Condition, Side(update => update.Then), Side(update => update.Else),
            [.. updates.Select(update => update.Value)], Origin.None with { Role = Role.Record })], []);
        var copy = Renaming.Copy(steps, ids).Statements;
        return undone with
        {
            Values = [.. undone.Values, .. updates.Select(update => update.Value)],
            Entering = [.. undone.Entering, .. updates.Select(update => update.Entering)],
            Undone = [.. undone.Undone, .. copy[copy.Count - 1].Results()],
            Last = [.. undone.Last, .. updates.Select(update => update.Last)],
            Late = [.. undone.Late, .. copy],
            Pinned = [.. undone.Pinned, .. pinned],
        };

        Block Side(Func<Update, Step> step) => new([], [.. updates.Select(step).Select(side => side.Statement).OfType<Statement>()],
            [.. updates.Select(step).Select(side => side.Result)]);
    }

    /// <param name="Entering">The value as the iteration left it.</param>
    /// <param name="Last">What the loop left in it.</param>
    private sealed record Update(Value Value, Value Entering, Operand Last, Step Then, Step Else)
    {
        /// <summary>Null if a branch does not step the value, or does so in a way that cannot be undone.</summary>
        public static Update? Of(If branch, Value value, Operand next, Operand last, RecordingPlan plan, Block forward,
            ReverseContext context)
        {
            var i = next is Value result ? branch.Results.ToList().IndexOf(result) : -1;
            if (i < 0 || !value.Type.IsInteger() || !plan.Recorded.Contains(value)) return null;
            var entering = value with { Id = context.Ids.Take() };
            return Side(branch.Then) is { } then && Side(branch.Else) is { } otherwise ? new(value, entering, last, then, otherwise) : null;

            Step? Side(Block side) => Step.Of(side.Yields[i], value, entering, FreeValues.Of(forward), context);
        }
    }

    /// <summary>What undoes the step of one branch; no statement if it leaves the value alone.</summary>
    private sealed record Step(Statement? Statement, Operand Result)
    {
        public static Step? Of(Operand next, Value value, Value entering, IReadOnlyCollection<Value> outer, ReverseContext context)
        {
            if (next == value) return new(null, entering);
            if (next is not Value stepped || context.DefinitionOf(stepped) is not Apply update
                || UndoneUpdates.Inverse(update, value, entering) is not { } inverse
                || inverse.Arguments.Any(operand => operand != entering && operand is Value change && !outer.Contains(change)))
                return null;
            var undone = value with { Id = context.Ids.Take() };
            return new(new Let([undone], inverse, Origin.None with { Role = Role.Record }), undone);
        }
    }
}
