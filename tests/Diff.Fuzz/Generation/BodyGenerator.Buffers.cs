using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    Tame? ReadElement(Kind kind)
    {
        if (Any(Buffers(buffer => buffer.Element == kind).Concat(kind == Kind.Double ? Lists : [])) is not { } entry) return null;
        return ElementOf(entry) is { } element ? new(element, entry.Range) : null;
    }

    Element ElementOf(Entry entry)
    {
        var read = new Read(entry.Variable);
        return ((BufferOf)entry.Variable.Type).Shape switch
        {
            BufferShape.Matrix => new Element(read, [IndexInto(read, 0, entry.MinLength, null), IndexInto(read, 1, entry.MinColumns, null)]),
            BufferShape.Jagged => InRow(new Element(read, [new Position(Numbers.Int(draw.Below(entry.MinLength)))]), entry),
            _ => new Element(read, [IndexInto(read, null, entry.MinLength, entry.Variable)]),
        };
    }

    Element InRow(Element row, Entry entry) => new(row, [IndexInto(row, null, entry.MinColumns, null)]);

    /// <summary>An index that is legal for every length the buffer can have.</summary>
    Position IndexInto(Expression buffer, int? dimension, int minLength, Variable? variable)
    {
        var length = new Length(buffer, dimension);
        if (variable is not null && draw.Chance(0.7) && Any(Scalars(Kind.Int).Where(entry => entry.BoundBy == variable)) is { } index)
        {
            return Bounded(new Read(index.Variable), length);
        }

        var inside = Scalars(Kind.Int).Where(entry => new Interval(0, minLength - 1).Contains(entry.Range));
        if (draw.Chance(0.5) && Any(inside) is { } legal) return new(new Read(legal.Variable));
        if (draw.Chance(0.5) || !Has(Features.Integers)) return new(Numbers.Int(draw.Below(minLength)));
        if (dimension is null && draw.Chance(0.4)) return new(Numbers.Int(draw.Between(1, minLength)), FromEnd: true);
        return new(Computed(length));
    }

    Position Bounded(Expression index, Length length) => draw.Below(8) switch
    {
        0 => new(new Binary(BinaryOperator.Subtract, new Binary(BinaryOperator.Subtract, length, Numbers.Int(1)), index)),
        1 => new(new Binary(BinaryOperator.Add, index, Numbers.Int(1)), FromEnd: true),
        2 => new(new Binary(BinaryOperator.Remainder, new Binary(BinaryOperator.Add, index, Numbers.Int(1)), length)),
        _ => new(index),
    };

    Expression Computed(Length length)
    {
        var value = Integer(1);
        if (draw.Chance(0.5))
        {
            var last = new Binary(BinaryOperator.Subtract, length, Numbers.Int(1));
            return new Intrinsic(Function.Clamp, Kind.Int, false, [value.Expression, Numbers.Int(0), last]);
        }

        var positive = value.Range.Low >= 0 ? value.Expression : IntegerCall(Function.Abs, value);
        return new Binary(BinaryOperator.Remainder, positive, length);
    }

    /// <summary><c>var s = a.AsSpan(1);</c>, <c>s.Slice(1, 2)</c>, <c>s[..^1]</c>: windows on what is there.</summary>
    Statement? DeclareView()
    {
        var candidates = AllBuffers(buffer => buffer.Shape is BufferShape.Array or BufferShape.Span or BufferShape.ReadOnlySpan).Where(entry => entry.MinLength >= 2);
        if (Any(candidates) is not { } entry) return null;
        var type = (BufferOf)entry.Variable.Type;
        var (start, count) = (draw.Below(2), entry.MinLength - 1);
        var form = type.Shape == BufferShape.Array ? ViewForm.AsSpan : draw.Chance(0.5) ? ViewForm.Slice : ViewForm.Range;
        var shape = type.Shape == BufferShape.Array ? BufferShape.Span : type.Shape;
        var from = start == 0 && form == ViewForm.Range ? null : Numbers.Int(start);
        var (end, minLength, maxLength) = draw.Below(3) switch
        {
            0 when form == ViewForm.Range => (new Position(Numbers.Int(1), FromEnd: true), entry.MinLength - 1 - start, entry.MaxLength - 1 - start),
            1 when form == ViewForm.Range => (new Position(Numbers.Int(start + count - 1)), count - 1, count - 1),
            1 => (new Position(Numbers.Int(count)), count, count),
            _ => ((Position?)null, entry.MinLength - start, entry.MaxLength - start),
        };
        if (minLength < 1) return null;
        var view = new View(form, new Read(entry.Variable), from, end, shape);
        var local = NewLocal(["view", "part", "window"], new BufferOf(shape, type.Item), entry.Range, isWritable: false) with
        {
            MinLength = minLength,
            MaxLength = maxLength,
            IsWritableBuffer = entry.IsWritableBuffer && shape == BufferShape.Span,
            Roots = [.. entry.Owners],
        };
        scope.Add(local);
        return new Declare(local.Variable, view);
    }
}
