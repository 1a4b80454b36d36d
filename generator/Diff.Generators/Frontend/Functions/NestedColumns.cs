using Diff.Generators.Ir;

namespace Diff.Generators.Frontend;

/// <summary>
/// The numbers that a nested derivative is taken by, in the order of the function's parameters: the columns of a Jacobian or Hessian.
/// </summary>
internal sealed class NestedColumns
{
    private readonly Lowering _lowering;
    private readonly List<NestedPart> _parts = [];

    public NestedColumns(Lowering lowering, DerivativeOf derivative, IReadOnlyList<Operand> arguments)
    {
        _lowering = lowering;
        foreach (var (argument, parameter) in derivative.Parts(arguments.Zip(derivative.Function.Parameters, (argument, parameter) =>
            (argument, parameter))))
            _parts.Add(new(lowering, argument, parameter.Type, Count));
    }

    /// <summary>How many there are.</summary>
    public Operand Count => _parts.Count == 0 ? Constant.Int(0) : _parts[_parts.Count - 1].End;

    /// <summary>The type of a gradient.</summary>
    public IrType GradientType =>
        _parts.Count == 1 ? _parts[0].GradientType : AggregateType.TupleOf(_parts.ConvertAll(part => part.GradientType));

    /// <summary>Visits each column, with the direction in which its number alone changes.</summary>
    public void EachDirection(Action<Operand, IReadOnlyList<Operand>> visit)
    {
        var zeros = _parts.ConvertAll(part => _parts.Count > 1 ? part.Zero() : null);
        foreach (var part in _parts)
            part.Each(number => visit(number.Column, [.. _parts.Select((other, i) => other == part ? part.Unit(number) : zeros[i]!)]));
    }

    /// <summary>Visits each column, with its number in a gradient.</summary>
    /// <param name="gradient">What a derivative has returned for a gradient.</param>
    public void EachNumber(IReadOnlyList<Operand> gradient, Action<Operand, Operand> visit)
    {
        var leaves = gradient is [{ Type: AggregateType } whole] ? [.. _lowering.Unpack(whole).Leaves] : gradient;
        var first = 0;
        foreach (var part in _parts)
        {
            var own = leaves.Skip(first).Take(part.GradientType.LeafCount()).ToList();
            part.Each(number => visit(number.Column, part.Read(own, number)));
            first += own.Count;
        }
    }
}
