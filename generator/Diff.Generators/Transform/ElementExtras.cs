using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Transform;

/// <summary>
/// Appends what the partials of a call read besides its elements. Numbers come from other methods of <c>TensorPrimitives</c>, whose
/// derivatives are known in turn.
/// <code>
/// s = TensorPrimitives.Distance(x, y)   →   TensorPrimitives.Subtract(x, y, d); for (i …) { xBar[i] += d[i] * (sBar / s); … }
/// </code>
/// </summary>
internal static class ElementExtras
{
    /// <summary>Adds, for each placeholder, the memory or the value behind it.</summary>
    /// <param name="memories">Where the elements of operands and destinations are; receives memory with one element per element of the
    /// operands.</param>
    /// <param name="values">Receives the numbers.</param>
    /// <param name="weights">The adjoints of the destination, or the tangents of the operand.</param>
    public static void Append(
        ElementCall elements, Dictionary<Operand, Operand> memories, Dictionary<Operand, Operand> values, Operand? weights,
        BlockBuilder builder)
    {
        foreach (var (kind, element) in elements.Extras)
        {
            switch (kind)
            {
                case TensorExtra.Difference:
                    memories[element] = Difference(Memory(0), Memory(1));
                    break;
                case TensorExtra.DifferenceFromMean:
                    memories[element] = Difference(Memory(0), Reduce("Average", Memory(0)));
                    break;
                case TensorExtra.FirstNorm:
                    values[element] = Reduce("Norm", Memory(0));
                    break;
                case TensorExtra.SecondNorm:
                    values[element] = Reduce("Norm", Memory(1));
                    break;
                case TensorExtra.Ties:
                    values[element] = builder.Let(new Inert($"global::System.MemoryExtensions.Count<{elements.Scalar.Name}>({{0}}, {{1}})",
                        [Memory(0), elements.Reduced!], Effect.Read), InertType.Int);
                    break;
                case TensorExtra.WeightedMean:
                    values[element] = Reduce("Dot", Part(weights!), Part(memories[elements.Result(0)]));
                    break;
                case TensorExtra.Others:
                    var factors = elements.Operands.Where(operand => operand.Type.IsBuffer()).Select((_, i) => Memory(i)).ToList();
                    memories[element] = OtherFactors.Append(builder, factors, Tensors.Combination(elements.Callee.Family), elements.Scalar,
                        elements.Extent);
                    break;
                default:
                    throw new InvalidOperationException($"Unknown value {kind}.");
            }
        }

        Operand Memory(int operand) => memories[elements.Elements[operand]];

        // A destination may be longer than the operands.
        Operand Part(Operand buffer) => builder.Let(new View(buffer, Constant.Int(0), elements.Extent), Spans.ReadOnlyOf(elements.Scalar));

        Operand Reduce(string method, params ReadOnlySpan<Operand> operands) =>
            builder.Let(new Call(Reduction(elements, method, operands.Length), CallKind.Primal, EquatableArray.Create(operands)),
                elements.Scalar);

        Operand Difference(Operand left, Operand right)
        {
            var array = new BufferType(elements.Scalar.Name + "[]", elements.Scalar, BufferKind.Array);
            var difference = builder.Let(new Allocate([elements.Extent]), array, "difference");
            var destination = builder.Let(new View(difference, Constant.Int(0), null), Spans.Of(elements.Scalar));
            builder.Do(new Call(Subtraction(elements, right.Type), CallKind.Primal, [left, right, destination]));
            return difference;
        }
    }

    private static Callee Subtraction(ElementCall elements, IrType subtrahend) => Callee(elements, "Subtract",
        [
            new("x", Spans.ReadOnlyOf(elements.Scalar), PassMode.Value, IsIndependent: true, IsWritten: false),
            new("y", subtrahend is BufferType ? Spans.ReadOnlyOf(elements.Scalar) : subtrahend, PassMode.Value, IsIndependent: true,
                IsWritten: false),
            new("destination", Spans.Of(elements.Scalar), PassMode.Value, IsIndependent: true, IsWritten: true),
        ],
        [], Tensors.Map("Subtract", 2, 1)!.Value);

    private static Callee Reduction(ElementCall elements, string method, int count)
    {
        var span = Spans.ReadOnlyOf(elements.Scalar);
        return Callee(elements, method,
            new[] { "x", "y" }.Take(count)
                .Select(name => new CalleeParameter(name, span, PassMode.Value, IsIndependent: true, IsWritten: false)).ToEquatableArray(),
            [new CalleeResult(elements.Scalar, -1)], Tensors.Reduction(method, count)!.Value);
    }

    private static Callee Callee(ElementCall elements, string method, EquatableArray<CalleeParameter> parameters,
        EquatableArray<CalleeResult> results, EquatableArray<string> functions)
    {
        return new Callee(
            $"{elements.Callee.Holder}.{method}",
            $"TensorPrimitives.{method}",
            CalleeKind.Custom,
            elements.Callee.Holder,
            $"{method}<{elements.Scalar.Name}>",
            method,
            "",
            IsInstance: false,
            IsProperty: false,
            parameters,
            results)
        {
            Rule = CustomRule.OfElements(functions),
        };
    }
}

/// <summary>The elements that one iteration of a loop over the elements has read so far.</summary>
/// <param name="memories">The buffer behind each placeholder for an element.</param>
/// <param name="values">The number behind each placeholder that is the same for all elements.</param>
internal sealed class ElementReads(BlockBuilder body, Operand index, IReadOnlyDictionary<Operand, Operand> memories,
    IReadOnlyDictionary<Operand, Operand> values)
{
    private readonly Dictionary<Operand, Operand> _read = [];

    public Operand Of(Operand operand)
    {
        if (values.TryGetValue(operand, out var value)) return value;
        if (!memories.TryGetValue(operand, out var memory)) return operand;
        if (!_read.TryGetValue(operand, out var read)) _read[operand] = read = body.Let(new Load(memory, [index]), operand.Type);
        return read;
    }
}
