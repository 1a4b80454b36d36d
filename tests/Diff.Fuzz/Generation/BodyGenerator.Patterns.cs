using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    Pattern RealPattern(Tame subject)
    {
        Pattern Relation(BinaryOperator operation) => new RelationalPattern(operation, (Literal)Threshold(subject).Expression);
        return draw.Below(5) switch
        {
            0 => new LogicalPattern(true, Relation(BinaryOperator.Greater), Relation(BinaryOperator.LessOrEqual)),
            1 => new LogicalPattern(false, Relation(BinaryOperator.Less), Relation(BinaryOperator.Greater)),
            2 => new NotPattern(Relation(draw.Pick(Orders))),
            _ => Relation(draw.Pick(Orders)),
        };
    }

    /// <summary>A pattern that may or may not match; null if the draw was one that C# would refuse.</summary>
    static Pattern? Open(Pattern pattern, DataType subject) => Coverage.Of(subject).After(pattern) is null ? null : pattern;

    Pattern IntegerPattern()
    {
        Pattern Constant() => new ConstantPattern(Numbers.Int(draw.Between(0, 3)));
        return draw.Below(4) switch
        {
            0 => new LogicalPattern(false, Constant(), Constant()),
            1 => new RelationalPattern(draw.Pick(Orders), Numbers.Int(draw.Between(0, 3))),
            2 => new NotPattern(Constant()),
            _ => Constant(),
        };
    }

    /// <summary><c>subject switch { pattern when guard => value, …, _ => value }</c></summary>
    Tame RealSwitch(Kind kind, int depth)
    {
        var (subject, makePattern) = SwitchSubject(depth - 1);
        var arms = new List<Arm>();
        var coverage = Coverage.Of(subject.Type);
        var range = default(Interval?);
        for (var count = draw.Between(1, 3); count > 0; count--)
        {
            var pattern = makePattern();
            if (coverage.After(pattern) is not { } rest) continue;
            coverage = rest;
            AddArm(pattern);
        }

        if (Has(Features.Patterns) && subject.Type is Scalar { IsDifferentiable: true } && draw.Chance(0.3)) AddDeclaredArm();
        AddArm(new DiscardPattern());
        return new(new SwitchExpression(subject, arms), range!.Value);

        void AddArm(Pattern pattern)
        {
            var guard = draw.Chance(0.2) && pattern is not DiscardPattern ? Condition(depth - 1) : null;
            var value = Real(kind, depth - 1).Spelled;
            arms.Add(new(pattern, guard, value.Expression));
            range = range?.Union(value.Range) ?? value.Range;
        }

        void AddDeclaredArm() => Scoped(() =>
        {
            var entry = DeclareLocal(RealNames, subject.Type, Wide, isWritable: false);
            AddArm(new VarPattern(entry.Variable));
            arms[^1] = arms[^1] with { Guard = arms[^1].Guard ?? Condition(0) };
            return true;
        });
    }

    /// <summary>An integer, a real, or a tuple of an integer and a real, with a maker of patterns for it.</summary>
    (Expression Subject, Func<Pattern> Pattern) SwitchSubject(int depth)
    {
        var integer = Varying(Integer(depth));
        if (!Has(Features.Patterns) || draw.Chance(0.35)) return (integer.Expression, IntegerPattern);
        var real = Varying(Real(AnyRealKind(), depth)).Spelled;
        if (draw.Chance(0.5)) return (real.Expression, () => RealPattern(real));
        return (
            new TupleLiteral([integer.Expression, real.Expression]),
            () => new TuplePattern([draw.Chance(0.3) ? new DiscardPattern() : IntegerPattern(), RealPattern(real)]));
    }
}
