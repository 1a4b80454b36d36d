using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Transform;

/// <summary>
/// Reverses a counted loop by counting down. If nothing inside uses the tape, each recorded value gets one block sized by the trip
/// count; otherwise values are pushed at the end of each iteration and popped at the start of its reversal.
/// <code>
/// for (i = 0; i &lt; n; i++) x = f(x)   →   for (i = 0; i &lt; n; i++) { xAt[i] = x; x = f(x); }
///                                         for (i = n - 1; i >= 0; i--) { x = xAt[i]; xBar = … }
/// </code>
/// </summary>
internal static class CountedLoopReversal
{
    public static EquatableArray<Statement> Run(For loop, Adjoints adjoints, ReverseContext context)
    {
        var carried = loop.Body.Parameters.Skip(1).ToList();
        if (LoopBodyReversal.Run(loop.Body, carried, loop.Inits, loop.Results, adjoints, context) is not { } body) return [loop];

        var shared = SharedBlocks.Of(loop, body, context);
        if (shared is not null) body = body with { Forward = shared.Forward, Reverse = shared.Reverse };
        var index = loop.Index with { Id = context.Ids.Take() };
        (body, var plan, var undone, var known) = LoopRecording.Of(body, carried, loop.Results, context, (loop.Index, index));
        var before = new BlockBuilder(context.Ids) { Origin = loop.Origin with { Role = Role.Record } };
        Block forward, reverse;
        var areBlocks = plan.Recorded.IsEmpty
            || (!Recording.UsesTape(body.Forward) && plan.Recorded.All(value => Recording.FitsBlock(value.Type)));
        if (areBlocks)
        {
            before.AddRange(shared?.Pushes ?? []);
            var blocks = PushBlocks(loop, plan, before);
            forward = StoreInBlocks(loop, body.Forward, blocks, context);
            var found = PopBlocks(loop, plan, adjoints.Builder, loop.Origin);
            adjoints.Builder.AddRange(shared?.Pops ?? []);
            reverse = Retrieval.Run(body.Reverse, plan, context.Ids, (top, value) => LoadFromBlock(loop, top, found[value], index, value),
                undone.Late, known);
        }
        else
        {
            forward = Recording.PushAtEnd(body.Forward, plan, context.Ids);
            reverse = Retrieval.Run(body.Reverse, plan, context.Ids, Recording.PopFrom, undone.Late, known);
        }

        Recording.Describe(plan, loop.Origin, context, areBlocks);
        if (shared is not null)
            context.Records.Add($"Records what the loops inside {Recording.Header(loop.Origin.Text)} need once for all of its iterations.");
        var last = TripCount.Last(adjoints.Builder, loop.Start, loop.End, loop.Stride, loop.IsInclusive);
        var results = body.NewResults(context);
        var reversed = new For(
            last, loop.Start, -loop.Stride, IsInclusive: true, body.Inits, reverse with { Parameters = [index, .. reverse.Parameters] },
            results, adjoints.Builder.Origin);
        adjoints.Builder.Add(undone.Join(reversed, context.Ids));
        body.Finish(results, adjoints);
        return [.. before.Build([], []).Statements, loop with { Body = forward }];
    }

    private static Dictionary<Value, Value> PushBlocks(For loop, RecordingPlan plan, BlockBuilder builder)
    {
        if (plan.Recorded.IsEmpty) return [];
        var trips = TripCount.Of(builder, loop.Start, loop.End, loop.Stride, loop.IsInclusive);
        return plan.Recorded.ToDictionary(value => value,
            value => builder.Let(new PushBlock(trips), Spans.Of(value.Type), BlockName(value)));
    }

    private static Dictionary<Value, Value> PopBlocks(For loop, RecordingPlan plan, BlockBuilder builder, Origin origin)
    {
        if (plan.Recorded.IsEmpty) return [];
        var adjointOrigin = builder.Origin;
        builder.Origin = origin with { Role = Role.Record };
        var trips = TripCount.Of(builder, loop.Start, loop.End, loop.Stride, loop.IsInclusive);
        var blocks = plan.Recorded.Reverse()
            .ToDictionary(value => value, value => builder.Let(new PopBlock(trips), Spans.Of(value.Type), BlockName(value)));
        builder.Origin = adjointOrigin;
        return blocks;
    }

    private static string BlockName(Value value) => (value.Name.Length == 0 ? "value" : value.Name) + "At";

    /// <summary>Each value is stored as soon as it is there, so that its variable is free to be assigned again.</summary>
    private static Block StoreInBlocks(For loop, Block forward, Dictionary<Value, Value> blocks, ReverseContext context)
    {
        if (blocks.Count == 0) return forward;
        var builder = new BlockBuilder(context.Ids) { Origin = loop.Origin with { Role = Role.Record } };
        var ordinal = TripCount.Ordinal(builder, loop.Index, loop.Start, loop.Stride);
        foreach (var parameter in forward.Parameters) Store(parameter);
        foreach (var statement in forward.Statements)
        {
            builder.Add(statement);
            foreach (var result in statement.Results()) Store(result);
        }

        return builder.Build(forward.Parameters, forward.Yields);

        void Store(Value value)
        {
            if (blocks.TryGetValue(value, out var block)) builder.Do(new Store(block, [ordinal], [], value));
        }
    }

    private static Operand LoadFromBlock(For loop, BlockBuilder top, Value block, Value index, Value value)
    {
        top.Origin = loop.Origin with { Role = Role.Record };
        return top.Let(new Load(block, [TripCount.Ordinal(top, index, loop.Start, loop.Stride)]), value.Type, value.Name);
    }
}
