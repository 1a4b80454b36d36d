using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Frontend;

/// <summary>A number that a nested derivative is taken by.</summary>
/// <param name="Indices">Where its element is, in a buffer.</param>
/// <param name="Leaf">Which number of the element it is.</param>
internal readonly record struct NestedNumber(Operand Column, EquatableArray<Operand> Indices, int Leaf);

/// <summary>The columns that belong to one parameter.</summary>
internal sealed class NestedPart
{
    private readonly Lowering _lowering;
    private readonly Operand _argument;
    private readonly IrType _type;
    private readonly IrType _element;
    private readonly Operand _offset;
    private readonly List<Operand> _lengths = [];

    /// <param name="offset">The column of its first number.</param>
    public NestedPart(Lowering lowering, Operand argument, IrType type, Operand offset)
    {
        (_lowering, _argument, _type, _offset) = (lowering, argument, type, offset);
        _element = InnermostOf(type);
        if (type is BufferType buffer)
            for (var dimension = 0; dimension < buffer.Rank; dimension++)
                _lengths.Add(lowering.Let(new Length(argument, dimension), InertType.Int));
        End = Plus(offset,
            IsJagged
                ? Times(NumberOfElements(), Constant.Int(_element.LeafCount()))
                : _lengths.Aggregate((Operand)Constant.Int(_element.LeafCount()), Times));
    }

    /// <summary>The column after its last number.</summary>
    public Operand End { get; }

    public IrType GradientType => _type is BufferType ? Memory : _type;

    private BufferType Memory =>
        !IsJagged && _type is BufferType { Rank: 1 } ? new($"{_element.Name}[]", _element, BufferKind.Array) : (BufferType)_type;

    private bool IsJagged => _type is BufferType { Element: BufferType };

    private static IrType InnermostOf(IrType type) => type is BufferType { Element: var element } ? InnermostOf(element) : type;

    public void Each(Action<NestedNumber> visit)
    {
        if (IsJagged) EachOfRows(visit);
        else
            IndexLoops.Nested(_lowering, _lengths, indices =>
            {
                Operand position = Constant.Int(0);
                for (var i = 0; i < indices.Count; i++) position = Plus(Times(position, _lengths[i]), indices[i]);
                Visit(Plus(_offset, Times(position, Constant.Int(_element.LeafCount()))), indices, visit);
            });
    }

    private void Visit(Operand first, EquatableArray<Operand> indices, Action<NestedNumber> visit)
    {
        for (var leaf = 0; leaf < _element.LeafCount(); leaf++) visit(new(Plus(first, Constant.Int(leaf)), indices, leaf));
    }

    /// <summary>Rows have lengths of their own, so the columns are counted.</summary>
    private void EachOfRows(Action<NestedNumber> visit)
    {
        var column = new Slot(_lowering.Ids.Take(), InertType.Int, "column");
        _lowering.Write(column, _offset);
        EachRow((row, length) => IndexLoops.Up(_lowering, length, index =>
        {
            var first = _lowering.Read(column);
            Visit(first, [row, index], visit);
            _lowering.Write(column, Plus(first, Constant.Int(_element.LeafCount())));
        }));
    }

    private void EachRow(Action<Operand, Operand> visit) => IndexLoops.Up(_lowering, _lengths[0], row =>
        visit(row, _lowering.Let(new Length(_lowering.Let(new Load(_argument, [row]), ((BufferType)_type).Element), 0), InertType.Int)));

    private Operand NumberOfElements()
    {
        var count = new Slot(_lowering.Ids.Take(), InertType.Int, "count");
        _lowering.Write(count, Constant.Int(0));
        EachRow((_, length) => _lowering.Write(count, Plus(_lowering.Read(count), length)));
        return _lowering.Read(count);
    }

    /// <summary>The number in a gradient.</summary>
    /// <param name="gradient">The leaves of the gradient.</param>
    public Operand Read(IReadOnlyList<Operand> gradient, NestedNumber number) => _type is BufferType
        ? _lowering.Unpack(_lowering.Let(new Load(RowOf(gradient[0], number), PlaceOf(number)), _element)).Leaves.ElementAt(number.Leaf)
        : gradient[number.Leaf];

    /// <summary>A direction of zeros.</summary>
    public Operand Zero()
    {
        if (_type is not BufferType) return Value(-1);
        var zeros = _lowering.Let(new Allocate(_lengths.ToEquatableArray()), Memory);
        if (IsJagged)
            EachRow((row, length) => _lowering.Do(new Store(zeros, [row], [], _lowering.Let(new Allocate([length]), Memory.Element))));
        return zeros;
    }

    /// <summary>The memory that an element lies in: a row of a jagged array.</summary>
    private Operand RowOf(Operand memory, NestedNumber number) =>
        IsJagged ? _lowering.Let(new Load(memory, [number.Indices[0]]), Memory.Element) : memory;

    /// <summary>Where in that memory it lies.</summary>
    private EquatableArray<Operand> PlaceOf(NestedNumber number) => IsJagged ? [number.Indices[1]] : number.Indices;

    /// <summary>The direction in which the number alone changes.</summary>
    public Operand Unit(NestedNumber number)
    {
        if (_type is not BufferType) return Value(number.Leaf);
        var direction = Zero();
        _lowering.Do(new Store(RowOf(direction, number), PlaceOf(number), [], Value(number.Leaf)));
        return direction;
    }

    /// <summary>A value, or an element of memory, with a 1 in one place.</summary>
    private Operand Value(int one)
    {
        var leaf = 0;
        return _lowering.Pack(Tree<Operand>.Build(_element, (type, _) => Constant.Number(type, leaf++ == one ? 1 : 0)));
    }

    private Operand Plus(Operand left, Operand right) => (left, right) switch
    {
        (Constant { Bits: 0 }, _) => right,
        (_, Constant { Bits: 0 }) => left,
        (Constant a, Constant b) => Constant.Int((int)(a.Bits + b.Bits)),
        _ => _lowering.Apply(Primitive.Add, InertType.Int, left, right),
    };

    private Operand Times(Operand left, Operand right) => (left, right) switch
    {
        (Constant { Bits: 0 }, _) or (_, Constant { Bits: 1 }) => left,
        (_, Constant { Bits: 0 }) or (Constant { Bits: 1 }, _) => right,
        _ => _lowering.Apply(Primitive.Multiply, InertType.Int, left, right),
    };
}
