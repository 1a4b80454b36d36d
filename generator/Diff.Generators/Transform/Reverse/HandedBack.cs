using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// What an iteration leaves in a carried variable is what the next one finds there. So where both would be recorded, the reversed loop
/// records the latter only and hands it back to the iteration before, the last value first.
/// <code>
/// for (…) { …; y = f(y); s += y * y; }   →   for (…) { next = y; y = pop; sBar … next …; yBar … y … }
/// </code>
/// </summary>
/// <param name="Body">The reversed body, which carries the values that are handed back.</param>
/// <param name="Known">The values of the forward body that need not be recorded.</param>
/// <param name="Found">The parameters in which the reversed body finds them.</param>
internal sealed record HandedBack(LoopBodyReversal Body, EquatableArray<Value> Known, EquatableArray<Operand> Found)
{
    public IEnumerable<(Value Forward, Operand Reverse)> Pairs => Known.Zip(Found, (value, found) => (value, found));

    /// <param name="plan">What would be recorded otherwise.</param>
    /// <param name="parameters">The carried parameters of the forward body, one per result.</param>
    public static HandedBack Of(LoopBodyReversal body, RecordingPlan plan, IEnumerable<Value> parameters, EquatableArray<Value> results,
        ReverseContext context)
    {
        var handed = new HandedBack(body, [], []);
        if (!context.MayRecompute) return handed;
        foreach (var (parameter, i) in parameters.Select((parameter, i) => (parameter, i)))
        {
            if (body.Forward.Yields[i] is not Value next || !plan.Recorded.Contains(next) || !plan.Recorded.Contains(parameter)
                || next == parameter || handed.Known.Contains(next))
                continue;
            handed = handed.With(next, next with { Id = context.Ids.Take() }, parameter, results[i]);
        }

        return handed;
    }

    private HandedBack With(Value next, Value found, Value parameter, Value last) => new(
        Body with
        {
            Reverse = Body.Reverse with { Parameters = [.. Body.Reverse.Parameters, found], Yields = [.. Body.Reverse.Yields, parameter] },
            Inits = [.. Body.Inits, last],
            Targets = [.. Body.Targets, LoopTarget.None],
        },
        [.. Known, next],
        [.. Found, found]);
}
