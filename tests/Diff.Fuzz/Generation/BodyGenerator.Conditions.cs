using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    static readonly BinaryOperator[] Orders =
        [BinaryOperator.Less, BinaryOperator.LessOrEqual, BinaryOperator.Greater, BinaryOperator.GreaterOrEqual];

    Expression Condition(int depth) => depth <= 0 ? Comparison(0) : draw.Pick<Expression>(
        (8, () => Comparison(depth)),
        (2, () => IntegerComparison(depth)),
        (2, () => Connected(depth)),
        (1, () => new Not(Condition(depth - 1))),
        (2, () => Any(Scalars(Kind.Bool)) is { } entry ? new Read(entry.Variable) : null),
        (Classes.Count == 0 ? 0 : 1, ObjectCondition),
        (If(Features.Patterns, 1), () => PatternTest(depth)));

    Expression Comparison(int depth)
    {
        var kind = AnyRealKind();
        var left = Varying(Real(kind, depth - 1));
        var right = draw.Chance(0.6) ? Threshold(left) : Real(kind, depth - 1);
        // C# warns of a variable that is compared with itself, and there is nothing to learn from it.
        if (right.Expression == left.Expression) right = Threshold(left);
        return Combine(draw.Pick(Orders), left, right, default).Expression;
    }

    /// <summary>A literal in the middle half of the other operand's range, so that both branches happen.</summary>
    Tame Threshold(Tame value)
    {
        var range = value.Range.Magnitude > 20 ? new Interval(-2, 2) : value.Range;
        return Numbers.Tame(value.Kind, Math.Round(range.Low + (range.High - range.Low) * (0.25 + 0.5 * draw.Unit()), 1));
    }

    Expression IntegerComparison(int depth)
    {
        var left = Varying(Integer(depth));
        if (draw.Chance(0.4))
        {
            var modulus = draw.Between(2, 3);
            var operation = draw.Chance(0.5) ? BinaryOperator.Equal : BinaryOperator.NotEqual;
            return new Binary(operation, Wrapped(left, modulus).Expression, Numbers.Int(draw.Below(modulus)));
        }

        return new Binary(draw.Pick(Orders), left.Expression, draw.Chance(0.5) ? Numbers.Int(draw.Between(0, 3)) : Integer(depth - 1).Expression);
    }

    Expression Connected(int depth)
    {
        var operation = draw.Pick([BinaryOperator.AndAlso, BinaryOperator.AndAlso, BinaryOperator.OrElse, BinaryOperator.OrElse, BinaryOperator.Xor]);
        return new Binary(operation, Condition(depth - 1), Condition(depth - 1));
    }

    Expression? PatternTest(int depth)
    {
        if (draw.Chance(0.3)) return Open(IntegerPattern(), DataType.Int) is { } open ? new Is(Varying(Integer(depth)).Expression, open) : null;
        var value = Varying(Real(AnyRealKind(), depth - 1)).Spelled;
        return Open(RealPattern(value), value.Expression.Type) is { } pattern ? new Is(value.Expression, pattern) : null;
    }

    /// <summary>A condition that holds for every argument the tests pass, for guards whose other branch throws.</summary>
    Expression? AlwaysTrue()
    {
        if (draw.Chance(0.5) && Any(Buffers(buffer => buffer.Shape != BufferShape.Matrix)) is { } entry)
        {
            return new Binary(BinaryOperator.Greater, new Length(new Read(entry.Variable)), Numbers.Int(0));
        }

        return ReadVariable(Kind.Double) is { } value
            ? new Binary(BinaryOperator.LessOrEqual, value.Expression, Numbers.Double(Math.Ceiling(value.Range.High + 1)))
            : null;
    }

    /// <summary>In place of a constant, something that varies: a condition between literals is not worth a branch.</summary>
    Tame Varying(Tame value)
    {
        if (!Oracle.Constants.IsConstant(value.Expression)) return value;
        if (ReadVariable(value.Kind) is { } variable) return variable;
        if (value.Kind == Kind.Int) return AnyLength() ?? ReadVariable(Kind.Double)?.As(Kind.Int) ?? ReadVariable(Kind.Float)?.As(Kind.Int) ?? value;
        return ReadVariable(value.Kind == Kind.Double ? Kind.Float : Kind.Double)?.As(value.Kind).Spelled ?? value;
    }

    Kind AnyRealKind() => Has(Features.Floats) && draw.Chance(0.15) ? Kind.Float : Kind.Double;
}
