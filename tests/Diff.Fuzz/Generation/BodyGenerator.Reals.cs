using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    static readonly double[] NiceNumbers = [0.5, 0.25, 0.1, 0.75, 1, 1.5, 2, 3, -0.5, -1, -0.25, -1.5, 0.3, 1.25];

    /// <summary>A real expression whose values stay within ±1000.</summary>
    Tame Real(Kind kind, int depth)
    {
        var result = depth <= 0 ? Leaf(kind) : draw.Pick<Tame>(
            (2, () => Leaf(kind)),
            (10, () => RealBinary(kind, depth)),
            (If(Features.Functions, 7), () => RealFunction(kind, depth)),
            (1, () => NegateReal(Real(kind, depth - 1))),
            (If(Features.Branches, 2), () => RealConditional(kind, depth)),
            (If(Features.Switches, 1), () => RealSwitch(kind, depth)),
            (If(Features.Calls, Models.Count == 0 ? 3 : 8), () => RealCall(kind, depth)),
            (structs.Count == 0 ? 0 : 3, () => RealOfStructs(kind, depth)),
            (If(Features.Queries, 1), () => Queried(kind, depth)),
            (If(Features.Delegates, 3), () => Applied(kind, depth)),
            (If(Features.Procedures, 4), () => Ran(kind, depth)),
            (kind == Kind.Double && Models.Count > 1 ? 2 : 0, () => TestedModel(kind, depth)),
            (If(Features.Nested, 10), () => DerivedOf(kind, depth)),
            (If(Features.Detach, 1), () => Detached(kind, depth)),
            (If(Features.Floats, 1), () => Real(kind == Kind.Double ? Kind.Float : Kind.Double, depth - 1).As(kind).Spelled),
            (If(Features.SideEffects, 1), () => AssignmentValue(kind, depth)));
        return Moderate(result);
    }

    Tame Moderate(Tame value) => Wide.Contains(value.Range) ? value : Fit(value, Ordinary);

    Tame Leaf(Kind kind) => draw.Pick<Tame>(
        (12, () => ReadVariable(kind)),
        (2, () => Numbers.Tame(kind, draw.Pick(NiceNumbers))),
        (If(Features.Buffers, 5), () => ReadElement(kind)),
        (If(Features.Tuples, 3), () => ReadItem(kind)),
        (structs.Count == 0 ? 0 : 5, () => ReadPart(kind)),
        (Classes.Count == 0 ? 0 : 10, () => ReadField(kind)),
        (If(Features.Procedures, 5), () => ReadPerhaps(kind)),
        (Models.Count == 0 ? 0 : 12, () => ReadModel(kind)),
        (If(Features.Floats, 2), () => ReadVariable(kind == Kind.Double ? Kind.Float : Kind.Double)?.As(kind)),
        (If(Features.Integers, 1), () => Varying(Integer(1)).As(kind)));

    Tame? ReadVariable(Kind kind) => Any(Scalars(kind)) is { } entry ? new(new Read(entry.Variable), entry.Range) : null;

    Tame? ReadItem(Kind kind)
    {
        if (Any(scope.Visible.Where(entry => entry.Variable.Type is TupleOf)) is not { } entry) return null;
        return ItemOf(new Read(entry.Variable), kind) is { } item ? new(item, entry.Range) : null;
    }

    /// <summary><c>p.X</c>, <c>bodies[i].At.X</c></summary>
    Tame? ReadPart(Kind kind)
    {
        if (Any(StructVariables.Concat(StructBuffers)) is not { } entry) return null;
        Expression whole = entry.Variable.Type is BufferOf ? ElementOf(entry) : new Read(entry.Variable);
        return ItemOf(whole, kind) is { } part ? new(part, entry.Range) : null;
    }

    /// <summary>Walks into a tuple or struct at random until it meets a scalar of the kind.</summary>
    Expression? ItemOf(Expression whole, Kind kind)
    {
        switch (whole.Type)
        {
            case TupleOf tuple:
                return ItemOf(new Item(whole, draw.Below(tuple.Elements.Count)), kind);
            case StructOf record:
                return ItemOf(new FieldOf(whole, draw.Below(record.Fields.Count)), kind);
            default:
                return whole.Type is Scalar scalar && scalar.Kind == kind ? whole : null;
        }
    }

    Tame RealBinary(Kind kind, int depth)
    {
        var left = Varying(Real(kind, depth - 1));
        var right = draw.Chance(0.25) ? SmallNumber(kind) : Real(kind, draw.Chance(0.5) ? depth - 1 : 0);
        if (draw.Chance(0.15)) (left, right) = (right, left);
        return draw.Below(12) switch
        {
            < 4 => Combine(BinaryOperator.Add, left, right, left.Range + right.Range),
            < 6 => Combine(BinaryOperator.Subtract, left, right, left.Range - right.Range),
            < 10 => Product(left, right),
            < 11 => Quotient(left, right),
            _ => RemainderOf(left, right),
        };
    }

    /// <summary>A literal that is sometimes an integer one, converted silently: <c>2 * x</c>.</summary>
    Tame SmallNumber(Kind kind) => draw.Chance(0.3) ? Numbers.Tame(Kind.Int, draw.Between(1, 3)).As(kind) : Numbers.Tame(kind, draw.Pick(NiceNumbers));

    Tame Product(Tame left, Tame right)
    {
        if ((left.Range * right.Range).Magnitude > Wide.High) right = Fit(right, new(-2, 2));
        if ((left.Range * right.Range).Magnitude > Wide.High) left = Fit(left, Ordinary);
        return Combine(BinaryOperator.Multiply, left, right, left.Range * right.Range);
    }

    Tame Quotient(Tame left, Tame right)
    {
        var divisor = right.Range.Low > 0.05 || right.Range.High < -0.05 ? right : Fit(right, new(0.2, 10));
        return Combine(BinaryOperator.Divide, left, divisor, left.Range / divisor.Range);
    }

    Tame RemainderOf(Tame left, Tame right)
    {
        var divisor = Fit(right, new(0.3, 10));
        var magnitude = Math.Min(left.Range.Magnitude, divisor.Range.High);
        return Combine(BinaryOperator.Remainder, left, divisor, new(left.Range.Low < 0 ? -magnitude : 0, magnitude));
    }

    static Tame Combine(BinaryOperator operation, Tame left, Tame right, Interval range)
    {
        // With both operands converted silently C# would calculate in their own, narrower type.
        if (left.Spelled != left && right.Spelled != right) left = left.Spelled;
        return new(new Binary(operation, left.Expression, right.Expression), range.Widened);
    }

    static Tame NegateReal(Tame operand) => new(new Negate(operand.Spelled.Expression), -operand.Range);

    Tame RealConditional(Kind kind, int depth)
    {
        var condition = Condition(depth - 1);
        var whenTrue = Real(kind, depth - 1).Spelled;
        if (Has(Features.Throws) && draw.Chance(0.1) && AlwaysTrue() is { } always)
        {
            return whenTrue with { Expression = new Conditional(always, whenTrue.Expression, new Throw()) };
        }

        var whenFalse = Real(kind, depth - 1).Spelled;
        return new(new Conditional(condition, whenTrue.Expression, whenFalse.Expression), whenTrue.Range.Union(whenFalse.Range));
    }

    Tame Detached(Kind kind, int depth)
    {
        var operand = Real(kind, depth - 1).Spelled;
        return operand with { Expression = new Detach(operand.Expression) };
    }

    /// <summary><c>(x = e)</c>, <c>(x *= e)</c> or <c>x++</c> in the middle of an expression.</summary>
    Tame? AssignmentValue(Kind kind, int depth)
    {
        if (Any(Scalars(kind).Where(entry => entry.IsWritable && entry.Range.Contains(Ordinary))) is not { } entry) return null;
        var value = Fit(Real(kind, depth - 1), Ordinary);
        return new(new Assign(new Read(entry.Variable), null, value.Expression), value.Range);
    }
}
