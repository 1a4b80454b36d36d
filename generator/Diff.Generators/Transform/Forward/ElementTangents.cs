using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Transform;

/// <summary>
/// The tangents of a call with a partial per element: a loop over the elements, after the call. An operand that the call may overwrite is
/// copied before it, if a partial reads it.
/// <code>
/// TensorPrimitives.Exp(x, y)      →   TensorPrimitives.Exp(x, y); for (i …) yDot[i] = xDot[i] * y[i];
/// s = TensorPrimitives.Dot(x, y)  →   s = TensorPrimitives.Dot(x, y); for (i …) sDot += xDot[i] * y[i] + yDot[i] * x[i];
/// </code>
/// </summary>
internal static class ElementTangents
{
    public static void Append(Let let, Call call, Tangents tangents, BlockBuilder builder)
    {
        builder.Origin = let.Origin with { Role = Role.Tangent };
        var elements = new ElementCall(let, call, builder);
        var targets = elements.Destinations.Select(tangents.Buffer).ToList();
        var outputs = Enumerable.Range(0, elements.OutputCount).Where(output => elements.Reduced is not null || targets[output] is not null)
            .ToList();
        var varied = Enumerable.Range(0, elements.Operands.Count)
            .Where(operand => elements.Elements[operand].Type is ScalarType && tangents.Get(elements.Operands[operand]) is not null)
            .ToList();
        var memories = Memories(elements, outputs, varied, tangents, builder);
        builder.Add(let);
        AppendLoop(let, elements, outputs, varied, targets, memories, tangents, builder);
    }

    private static Dictionary<Operand, Operand> Memories(ElementCall elements, List<int> outputs, List<int> varied, Tangents tangents,
        BlockBuilder builder)
    {
        var memories = new Dictionary<Operand, Operand>();
        for (var output = 0; output < elements.Destinations.Count; output++)
            memories[elements.Result(output)] = elements.Destinations[output];
        for (var operand = 0; operand < elements.Operands.Count; operand++)
        {
            if (elements.Operands[operand] is not Value { Type: BufferType { Element: var element } } buffer) continue;
            var isRead = outputs.Exists(output => varied.Exists(other => elements.Reads(output, other, elements.Elements[operand])));
            var mayChange = elements.Destinations.Any(destination => tangents.MayOverlap(destination, buffer));
            memories[elements.Elements[operand]] = isRead && mayChange
                ? builder.Let(new Clone(buffer), new BufferType(element.Name + "[]", element, BufferKind.Array))
                : buffer;
        }

        return memories;
    }

    private static void AppendLoop(
        Let let,
        ElementCall elements,
        List<int> outputs,
        List<int> varied,
        List<Operand?> targets,
        Dictionary<Operand, Operand> memories,
        Tangents tangents,
        BlockBuilder builder)
    {
        var body = builder.Nested();
        var index = body.NewValue(InertType.Int, "i");
        var values = new Dictionary<Operand, Operand>();
        if (outputs.Count > 0 && varied.Count > 0)
            ElementExtras.Append(elements, memories, values, tangents.Get(elements.Operands[varied[0]]), builder);
        var reads = new ElementReads(body, index, memories, values);
        var weights = varied.ToDictionary(operand => operand,
            operand => tangents.Get(elements.Operands[operand]) is var tangent && elements.Operands[operand].Type.IsBuffer()
            ? body.Let(new Load(tangent!, [index]), elements.Elements[operand].Type)
            : tangent!);
        var changes = outputs.Select(output => CallTangents.Sum(
            body, varied.Select(operand => elements.Contribution(body, output, operand, weights[operand], reads.Of,
                elements.Result(output).Type)), (Value)elements.Result(output))).ToList();
        if (elements.Reduced is { } sum)
        {
            if (changes[0] is not { } change) return;
            var before = body.NewValue(sum.Type, Tangents.Name(sum));
            var total = builder.NewValue(sum.Type, Tangents.Name(sum));
            Add([Constant.Default(sum.Type)], [before], [body.Plus(before, change)], [total]);
            tangents.Set(let.Result, 0, total);
            return;
        }

        for (var i = 0; i < outputs.Count; i++)
            body.Do(new Store(targets[outputs[i]]!, [index], [], changes[i] ?? Constant.Default(elements.Result(outputs[i]).Type)));
        if (outputs.Count > 0) Add([], [], [], []);

        void Add(EquatableArray<Operand> inits, EquatableArray<Value> parameters, EquatableArray<Operand> yields,
            EquatableArray<Value> results) => builder.Add(
            new For(Constant.Int(0), elements.Extent, 1, IsInclusive: false, inits, body.Build([index, .. parameters], yields), results,
                builder.Origin));
    }
}
