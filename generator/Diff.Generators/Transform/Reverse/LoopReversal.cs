using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Reverses a loop whose trip count is known only after it ran: the forward sweep counts the iterations and pushes what their
/// reversal needs; the reversed loop runs that often.
/// <code>
/// while (c) x = f(x)   →   trips = 0; while (c) { push x; x = f(x); trips++ }
///                          for (k = trips - 1; k >= 0; k--) { x = pop; xBar = … }
/// </code>
/// </summary>
internal static class LoopReversal
{
    public static Statement Run(Loop loop, Adjoints adjoints, ReverseContext context)
    {
        if (LoopBodyReversal.Run(loop.Body, loop.Body.Parameters, loop.Inits, loop.Results, adjoints, context) is not { } body) return loop;
        (body, var plan, var undone, var known) = LoopRecording.Of(body, loop.Body.Parameters, loop.Results, context);
        var recorded = Recording.PushAtEnd(body.Forward, plan, context.Ids);
        var reverse = Retrieval.Run(body.Reverse, plan, context.Ids, Recording.PopFrom, undone.Late, known);
        Recording.Describe(plan, loop.Origin, context, areSideBySide: false);

        var trips = new Value(context.Ids.Take(), InertType.Int, "trips");
        var builder = adjoints.Builder;
        var last = builder.Apply(Primitive.Subtract, InertType.Int, trips, Constant.Int(1));
        var index = builder.NewValue(InertType.Int, "trip");
        var results = body.NewResults(context);
        var reversed = new For(
            last, Constant.Int(0), -1, IsInclusive: true, body.Inits, reverse with { Parameters = [index, .. reverse.Parameters] }, results,
            builder.Origin);
        builder.Add(undone.Join(reversed, context.Ids));
        body.Finish(results, adjoints);
        return Counting(loop with { Body = recorded }, trips, context.Ids);
    }

    /// <summary>The same loop with one more carried value that counts its iterations.</summary>
    private static Loop Counting(Loop loop, Value trips, Ids ids)
    {
        var tested = trips with { Id = ids.Take() };
        var entered = trips with { Id = ids.Take() };
        var count = new BlockBuilder(ids) { Origin = loop.Origin with { Role = Role.Record } };
        var next = count.Let(new Apply(Primitive.Add, [entered, Constant.Int(1)]), InertType.Int, trips.Name);
        return loop with
        {
            Inits = [.. loop.Inits, Constant.Int(0)],
            Condition = loop.Condition with { Parameters = [.. loop.Condition.Parameters, tested] },
            Body = new Block(
                [.. loop.Body.Parameters, entered],
                [.. loop.Body.Statements, .. count.Build([], []).Statements],
                [.. loop.Body.Yields, next]),
            Results = [.. loop.Results, trips],
        };
    }
}
