using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Transform;

/// <summary>
/// A call with a partial per element, as the scalar operation that stands for each element: of operands, which are elements of spans or the
/// same number for all of them, to one element per destination, or to the result of a reduction.
/// <code>
/// TensorPrimitives.Multiply(x, a, y)   stands for   y[i] = x[i] * a
/// s = TensorPrimitives.Dot(x, y)       stands for   s = … + x[i] * y[i] + …
/// </code>
/// </summary>
internal sealed class ElementCall
{
    private readonly EquatableArray<Apply> _operations;
    private readonly EquatableArray<Operand> _results;

    /// <param name="builder">Receives the number of elements.</param>
    public ElementCall(Let let, Call call, BlockBuilder builder)
    {
        Callee = call.Callee;
        Destinations = [.. call.Bound().Where(pair => pair.Parameter.IsWritten).Select(pair => (Value)pair.Argument)];
        Reduced = Destinations.Count == 0 ? let.Result : null;
        var operands = call.Bound().Where(pair => !pair.Parameter.IsWritten).Select(pair => pair.Argument).ToList();
        Extent = builder.Let(new Length(operands.First(operand => operand.Type.IsBuffer()), 0), InertType.Int);
        Operands = [.. operands, .. Reduced is null ? (EquatableArray<Operand>)[] : [Extent]];
        Elements = Operands.Select(operand => operand.Type is BufferType buffer ? builder.NewValue(buffer.Element) : operand)
            .ToEquatableArray();
        Extras = Tensors.Extras(Callee.Rule!.Functions[0])
            .Select(kind => (kind, builder.NewValue(kind == TensorExtra.Ties ? InertType.Int : Scalar))).ToList();
        EquatableArray<Operand> all = [.. Elements, .. Extras.Select(extra => extra.Element)];
        _operations = Callee.Rule.Functions.Select(function => new Apply(new Primitive(function), all)).ToEquatableArray();
        _results = Reduced is null
            ? Destinations.Select(destination => (Operand)builder.NewValue(((BufferType)destination.Type).Element)).ToEquatableArray()
            : [Reduced];
    }

    public Callee Callee { get; }

    /// <summary>The number of elements, an <c>int</c>.</summary>
    public Operand Extent { get; }

    /// <summary>The operands of the call, and the number of elements if it is a reduction.</summary>
    public EquatableArray<Operand> Operands { get; }

    /// <summary>The operands of the scalar operation: a placeholder for the element of each span.</summary>
    public EquatableArray<Operand> Elements { get; }

    /// <summary>Further operands of the scalar operation, each with its placeholder.</summary>
    public IReadOnlyList<(TensorExtra Kind, Value Element)> Extras { get; }

    public IReadOnlyList<Value> Destinations { get; }

    /// <summary>The result of a reduction, which has no destination.</summary>
    public Value? Reduced { get; }

    public int OutputCount => _operations.Count;

    /// <summary>The type of the elements of the first span.</summary>
    public IrType Scalar => Operands.Select(operand => operand.Type).OfType<BufferType>().First().Element;

    /// <summary>
    /// Whether a span's elements, or those of a destination after the call, are read by the partials of one operand of one output.
    /// </summary>
    public bool Reads(int output, int operand, Operand element) =>
        RuleTable.Needed(_operations[output], _results[output], operand) is var needed
        && (needed.Contains(element)
            || (Extras.Any(extra => needed.Contains(extra.Element) && extra.Kind != TensorExtra.WeightedMean)
                && Elements.Contains(element)));

    /// <summary>The placeholder for an element of a destination; the result of a reduction.</summary>
    public Operand Result(int output) => _results[output];

    /// <summary>Appends <c>weight · ∂output/∂operand</c>; null if it is zero everywhere.</summary>
    /// <param name="primal">What is behind a placeholder; anything else as it is at hand.</param>
    /// <param name="type">The type of the contribution: of the operand's elements in the reverse sweep, of the output in forward
    /// mode.</param>
    public Operand? Contribution(BlockBuilder builder, int output, int operand, Operand weight, Func<Operand, Operand> primal,
        IrType type) =>
        _operations[output].Primitive.Name == Tensors.Conversion
            ? ConversionRule.Contribution(builder, weight, type)
            : RuleTable.Contribution(builder, _operations[output], _results[output], operand, weight, primal);
}
