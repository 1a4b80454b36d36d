using Diff.Generators.Collections;
using Diff.Generators.Ir;
using Diff.Generators.Rules;

namespace Diff.Generators.Transform;

/// <summary>
/// A call with a partial per element, as the scalar operation that stands for each element: of operands, which are elements of spans or the same
/// number for all of them, to one element per destination, or to a term of a sum.
/// <code>
/// TensorPrimitives.Multiply(x, a, y)   stands for   y[i] = x[i] * a
/// s = TensorPrimitives.Dot(x, y)       stands for   s = ∑ x[i] * y[i]
/// </code>
/// </summary>
internal sealed class ElementCall
{
    private readonly EquatableArray<Apply> _operations;
    private readonly EquatableArray<Operand> _results;

    /// <param name="builder">Receives the number of elements.</param>
    public ElementCall(Let let, Call call, BlockBuilder builder)
    {
        Destinations = [.. call.Bound().Where(pair => pair.Parameter.IsWritten).Select(pair => (Value)pair.Argument)];
        Sum = Destinations.Count == 0 ? let.Result : null;
        var bound = call.Bound().Where(pair => !pair.Parameter.IsWritten).ToList();
        var extent = builder.Let(new Length(bound.First(pair => pair.Argument.Type.IsBuffer()).Argument, 0), InertType.Int);
        Extent = extent;
        Operands = [.. bound.Select(pair => pair.Argument), .. Sum is null ? (EquatableArray<Operand>)[] : [extent]];
        var elements = Operands.Select(operand => operand.Type is BufferType buffer ? builder.NewValue(buffer.Element) : operand).ToEquatableArray();
        Elements = elements;
        _operations = call.Callee.Rule!.Functions.Select(function => new Apply(new Primitive(function), elements)).ToEquatableArray();
        _results = Sum is null ? Destinations.Select(destination => (Operand)builder.NewValue(((BufferType)destination.Type).Element)).ToEquatableArray() : [Sum];
    }

    /// <summary>The number of elements, an <c>int</c>.</summary>
    public Operand Extent { get; }

    public EquatableArray<Operand> Operands { get; }

    /// <summary>The operands of the scalar operation: a placeholder for the element of each span.</summary>
    public EquatableArray<Operand> Elements { get; }

    public IReadOnlyList<Value> Destinations { get; }

    /// <summary>The sum, if there is no destination.</summary>
    public Value? Sum { get; }

    public int OutputCount => _operations.Count;

    /// <summary>Whether a span's elements, or those of a destination after the call, are read by the partials of one operand of one output.</summary>
    public bool Reads(int output, int operand, Operand element) => RuleTable.Needed(_operations[output], _results[output], operand).Contains(element);

    /// <summary>The placeholder for an element of a destination.</summary>
    public Operand Result(int output) => _results[output];

    /// <summary>Appends <c>weight · ∂output/∂operand</c>; null if it is zero everywhere.</summary>
    /// <param name="primal">The element behind a placeholder; anything else as it is at hand.</param>
    /// <param name="type">The type of the contribution: of the operand's elements in the reverse sweep, of the output in forward mode.</param>
    public Operand? Contribution(BlockBuilder builder, int output, int operand, Operand weight, Func<Operand, Operand> primal, IrType type) =>
        _operations[output].Primitive.Name == Tensors.Conversion
            ? ConversionRule.Contribution(builder, weight, type)
            : RuleTable.Contribution(builder, _operations[output], _results[output], operand, weight, primal);

    /// <summary>The element type of an operand, or its own.</summary>
    public IrType TypeOf(int operand) => Elements[operand].Type;
}

/// <summary>The elements that one iteration of a loop over the elements has read so far.</summary>
/// <param name="memories">The buffer behind each placeholder.</param>
internal sealed class ElementReads(BlockBuilder body, Operand index, IReadOnlyDictionary<Operand, Operand> memories)
{
    private readonly Dictionary<Operand, Operand> _read = [];

    public Operand Of(Operand operand)
    {
        if (!memories.TryGetValue(operand, out var memory)) return operand;
        if (!_read.TryGetValue(operand, out var read)) _read[operand] = read = body.Let(new Load(memory, [index]), operand.Type);
        return read;
    }
}
