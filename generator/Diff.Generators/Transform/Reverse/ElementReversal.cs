using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// Reverses a call with a partial per element: a loop over the elements. An operand that the call itself overwrites is recorded before it,
/// if a partial reads it.
/// <code>
/// TensorPrimitives.Exp(x, y)      →   for (i …) { w = yBar[i]; yBar[i] = 0; xBar[i] += w * y[i]; }
/// s = TensorPrimitives.Dot(x, y)  →   for (i …) { xBar[i] += sBar * y[i]; yBar[i] += sBar * x[i]; }
/// </code>
/// </summary>
internal static class ElementReversal
{
    /// <returns>The statements of the forward sweep.</returns>
    public static EquatableArray<Statement> Run(Let let, Call call, Adjoints adjoints, ReverseContext context)
    {
        var builder = adjoints.Builder;
        var elements = new ElementCall(let, call, builder);
        var shadows = elements.Destinations.Select(destination => LocalShadows.Of(destination, adjoints, context)).ToList();
        var weighted = Enumerable.Range(0, elements.OutputCount)
            .Where(output => elements.Reduced is not null || shadows[output] is not null)
            .ToList();
        var active = Enumerable.Range(0, elements.Operands.Count).Where(operand => context.Activity.IsActive(elements.Operands[operand]))
            .ToList();
        var (before, after, memories) = Record(let, elements, weighted, active, builder, context);
        var targets = active.ToDictionary(operand => operand,
            operand => elements.Operands[operand].Type.IsBuffer() ? LocalShadows.Of(elements.Operands[operand], adjoints, context) : null);
        AppendLoop(elements, weighted, active, shadows, targets, memories, adjoints);
        return [.. before, let, .. after];
    }

    /// <summary>Sees to it that the elements which the partials read are at hand: where they were, or on the tape.</summary>
    private static (EquatableArray<Statement> Before, EquatableArray<Statement> After, Dictionary<Operand, Operand> Memories) Record(
        Let let, ElementCall elements, List<int> weighted, List<int> active, BlockBuilder builder, ReverseContext context)
    {
        var before = new BlockBuilder(context.Ids) { Origin = Origin.None with { Role = Role.Record } };
        var after = new BlockBuilder(context.Ids) { Origin = before.Origin };
        var memories = new Dictionary<Operand, Operand>();
        var found = new List<Action>();
        for (var operand = 0; operand < elements.Operands.Count; operand++)
            if (elements.Operands[operand].Type.IsBuffer() && IsRead(elements.Elements[operand]))
                Keep(elements.Elements[operand], elements.Operands[operand], before,
                    context.Memory.Holds(let, elements.Operands[operand], context.Fused));
        for (var output = 0; output < elements.Destinations.Count; output++)
            if (IsRead(elements.Result(output)))
                Keep(elements.Result(output), elements.Destinations[output], after,
                    context.Memory.HoldsResult(let, elements.Destinations[output], context.Fused));
        foreach (var find in Enumerable.Reverse(found)) find();
        return (before.Build([], []).Statements, after.Build([], []).Statements, memories);

        bool IsRead(Operand element) => weighted.Exists(output => active.Exists(operand => elements.Reads(output, operand, element)));

        void Keep(Operand element, Operand buffer, BlockBuilder recording, bool isHeld)
        {
            memories[element] = buffer;
            if (isHeld) return;
            Snapshots.Record(recording, buffer, context);
            context.Records.Add($"Records the elements of {Snapshots.NameOf(buffer)} at each {let.Origin.Text}");
            found.Add(() => memories[element] = Snapshots.Find(builder, buffer));
        }
    }

    private static void AppendLoop(
        ElementCall elements,
        List<int> weighted,
        List<int> active,
        List<Operand?> shadows,
        Dictionary<int, Operand?> targets,
        Dictionary<Operand, Operand> memories,
        Adjoints adjoints)
    {
        var builder = adjoints.Builder;
        var values = new Dictionary<Operand, Operand>();
        if (weighted.Count > 0 && active.Count > 0) ElementExtras.Append(elements, memories, values, shadows.FirstOrDefault(), builder);
        var body = builder.Nested();
        var index = body.NewValue(InertType.Int, "i");
        var reads = new ElementReads(body, index, memories, values);
        var weights = weighted.ToDictionary(output => output,
            output => elements.Reduced is { } sum
                ? adjoints.Get(sum)!
                : body.Let(new Load(shadows[output]!, [index]), elements.Result(output).Type));
        // What was in a destination before has no influence on what follows. An operand may lie in the same place, so its adjoint is added
        // to afterwards.
        foreach (var output in weighted.Where(_ => elements.Reduced is null))
            body.Do(new Store(shadows[output]!, [index], [], Constant.Default(elements.Result(output).Type)));
        var carried = new List<(Operand Operand, Value Before, Operand After)>();
        foreach (var operand in active)
        {
            var contributions = weighted.Select(output => elements.Contribution(body, output, operand, weights[output], reads.Of,
                elements.Elements[operand].Type)).Where(term => term is not null).ToList();
            if (contributions.Count == 0) continue;
            var contribution = contributions.Aggregate((left, right) => body.Plus(left!, right!))!;
            if (targets[operand] is { } target)
            {
                body.Do(new Accumulate(target, [index], [], contribution));
            }
            else if (!elements.Operands[operand].Type.IsBuffer())
            {
                var sum = body.NewValue(elements.Elements[operand].Type, "");
                carried.Add((elements.Operands[operand], sum, body.Plus(sum, contribution)));
            }
        }

        if (body.Count == 0) return;
        var results = carried.Select(pair => builder.NewValue(pair.Operand.Type)).ToEquatableArray();
        builder.Add(new For(
            Constant.Int(0),
            elements.Extent,
            1,
            IsInclusive: false,
            carried.Select(pair => (Operand)Constant.Default(pair.Operand.Type)).ToEquatableArray(),
            body.Build([index, .. carried.Select(pair => pair.Before)], carried.Select(pair => pair.After).ToEquatableArray()),
            results,
            builder.Origin));
        for (var i = 0; i < carried.Count; i++) adjoints.Add(carried[i].Operand, 0, results[i]);
    }
}
