namespace Diff.Generators.Ir;

/// <summary>Which integers and lengths of buffers are the same, as they stand for one value.</summary>
internal sealed class Extents
{
    private readonly Dictionary<Value, Operation> _definitions = [];

    public void Add(Let let)
    {
        if (let.Results is [var result]) _definitions[result] = let.Operation;
    }

    /// <summary>What an integer is: a value, a constant, or a length that is not known.</summary>
    public Extent Of(Operand integer) =>
        Definition(integer) is Length length ? Of(length.Buffer, length.Dimension) : new(integer, -1);

    /// <summary>What the length of a buffer is.</summary>
    public Extent Of(Operand buffer, int dimension)
    {
        while (Definition(buffer) is View { Start: Constant { Bits: 0 }, Extent: null } whole) buffer = whole.Buffer;
        return Definition(buffer) switch
        {
            Allocate made => Of(made.Lengths[dimension]),
            View { Extent: { } seen } => Of(seen),
            _ => new(buffer, dimension),
        };
    }

    private Operation? Definition(Operand operand) =>
        operand is Value value && _definitions.TryGetValue(value, out var definition) ? definition : null;
}

/// <summary>An integer, or the length of a buffer along a dimension, if that is not negative.</summary>
internal readonly record struct Extent(Operand Root, int Dimension);
