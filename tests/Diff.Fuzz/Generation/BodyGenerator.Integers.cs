using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    /// <summary>An integer expression within ±100.</summary>
    Tame Integer(int depth)
    {
        var result = depth <= 0 || !Has(Features.Integers) ? IntegerLeaf() : draw.Pick<Tame>(
            (4, IntegerLeaf),
            (5, () => IntegerBinary(depth)),
            (1, () => IntegerConditional(depth)),
            (1, () => FromReal(depth)),
            (If(Features.Functions, 1), () => IntegerFunction(depth)),
            (If(Features.Checked, 1), () => InContext(depth)));
        return result.Range.Magnitude <= 100 ? result : Wrapped(result, 7);
    }

    Tame IntegerLeaf() => draw.Pick<Tame>(
        (6, () => ReadVariable(Kind.Int)),
        (2, () => Numbers.Tame(Kind.Int, draw.Between(0, 4))),
        (If(Features.Buffers, 1), AnyLength));

    Tame? AnyLength()
    {
        if (Any(Buffers(_ => true)) is not { } entry) return null;
        var range = new Interval(entry.MinLength, entry.MaxLength);
        return entry.Variable.Type is BufferOf { Shape: BufferShape.Matrix }
            ? new(new Length(new Read(entry.Variable), draw.Below(2)), new(Math.Min(entry.MinLength, entry.MinColumns), entry.MaxLength))
            : new(new Length(new Read(entry.Variable)), range);
    }

    Tame IntegerBinary(int depth)
    {
        var left = Varying(Integer(depth - 1));
        var right = draw.Chance(0.5) ? Numbers.Tame(Kind.Int, draw.Between(1, 3)) : Integer(depth - 1);
        return draw.Below(8) switch
        {
            < 3 => Combine(BinaryOperator.Add, left, right, left.Range + right.Range),
            3 => Combine(BinaryOperator.Subtract, left, right, left.Range - right.Range),
            4 => Combine(BinaryOperator.Multiply, left, right, left.Range * right.Range),
            5 => Halved(left),
            6 => Wrapped(left, draw.Between(2, 5)),
            _ => Masked(left),
        };
    }

    Tame Halved(Tame value)
    {
        var divisor = draw.Between(2, 3);
        var range = new Interval(Math.Truncate(value.Range.Low / divisor), Math.Truncate(value.Range.High / divisor));
        return new(new Binary(BinaryOperator.Divide, value.Expression, Numbers.Int(divisor)), range);
    }

    static Tame Wrapped(Tame value, int modulus) => new(
        new Binary(BinaryOperator.Remainder, value.Expression, Numbers.Int(modulus)),
        new(value.Range.Low < 0 ? 1 - modulus : 0, modulus - 1));

    Tame Masked(Tame value) => new(new Binary(BinaryOperator.And, value.Expression, Numbers.Int(3)), new(0, 3));

    Tame IntegerConditional(int depth)
    {
        var condition = Condition(depth - 1);
        var (whenTrue, whenFalse) = (Integer(depth - 1), Integer(depth - 1));
        return new(new Conditional(condition, whenTrue.Expression, whenFalse.Expression), whenTrue.Range.Union(whenFalse.Range));
    }

    /// <summary>A cast or a sign: integers made from active values, through which no derivative flows.</summary>
    Tame FromReal(int depth)
    {
        var kind = Has(Features.Floats) && draw.Chance(0.3) ? Kind.Float : Kind.Double;
        var value = Real(kind, depth - 1).Spelled;
        if (Has(Features.Functions) && draw.Chance(0.3)) return new(new Intrinsic(Function.Sign, kind, false, [value.Expression]), Plain);
        return Fit(value, new(-20, 20)).As(Kind.Int);
    }

    Tame IntegerFunction(int depth)
    {
        var (left, right) = (Integer(depth - 1), Integer(depth - 1));
        return draw.Below(4) switch
        {
            0 => new(IntegerCall(Function.Abs, left), new(0, left.Range.Magnitude)),
            1 => new(IntegerCall(Function.Min, left, right), Interval.Hull(left.Range.Low, right.Range.Low, Math.Min(left.Range.High, right.Range.High))),
            2 => new(IntegerCall(Function.Max, left, right), Interval.Hull(left.Range.High, right.Range.High, Math.Max(left.Range.Low, right.Range.Low))),
            _ => new(IntegerCall(Function.Clamp, left, Numbers.Tame(Kind.Int, 0), Numbers.Tame(Kind.Int, 3)), new(0, 3)),
        };
    }

    static Intrinsic IntegerCall(Function function, params Tame[] arguments) =>
        new(function, Kind.Int, false, [.. arguments.Select(argument => argument.Expression)]);

    /// <summary>Overflow that is meant (a hash, unchecked) and arithmetic that cannot overflow (checked).</summary>
    Tame InContext(int depth)
    {
        var value = Integer(depth - 1);
        if (value.Expression is not Read || draw.Chance(0.4)) return value with { Expression = new CheckedContext(true, value.Expression) };
        var product = new Binary(BinaryOperator.Multiply, value.Expression, Numbers.Int(1103515245));
        var hash = new CheckedContext(false, new Binary(BinaryOperator.Add, product, Numbers.Int(12345)));
        return new(new Binary(BinaryOperator.And, new Binary(BinaryOperator.ShiftRight, hash, Numbers.Int(16)), Numbers.Int(3)), new(0, 3));
    }
}
