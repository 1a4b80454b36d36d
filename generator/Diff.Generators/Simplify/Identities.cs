using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Removes neutral elements, double signs and arithmetic of constants from derived code.
/// <code>
/// xBar = 0 + 1 * weight;            xBar = weight;
/// yBar = xBar + -(2 * 3 * z);       yBar = xBar - 6 * z;
/// zBar = -(-yBar * t);              zBar = yBar * t;
/// zBar = Weight.Divide(yBar, sqrt(2));    zBar = yBar * (1 / sqrt(2));
/// aBar = Weight.Divide(Weight.Divide(yBar, a / b), b);    aBar = Weight.Divide(yBar, a);
/// </code>
/// A factor of constant zero is the weight of something that has no influence, so the product is zero whatever the other factor is.
/// </summary>
internal sealed class Identities : DerivedRewriter
{
    private Identities(Block body, Ids ids)
        : base(body, ids)
    {
    }

    public static Block Run(Block body, Ids ids) => new Identities(body, ids).Rewrite(body);

    /// <summary>Adding a constant zero to an adjoint.</summary>
    protected override bool IsIdle(Statement statement) =>
        statement is Let { Operation: Accumulate { Operand: Constant { IsZero: true } } };

    protected override Simplified? Simplify(Apply apply, ScalarType type) => (apply.Primitive.Name, apply.Arguments.Count) switch
    {
        ("+", 1) => apply.Arguments[0],
        ("+", 2) => Sum(apply.Arguments[0], apply.Arguments[1], type),
        ("-", 2) => Difference(apply.Arguments[0], apply.Arguments[1], type),
        ("*", 2) => Product(apply.Arguments[0], apply.Arguments[1], type),
        ("/", 2) => Quotient(apply.Arguments[0], apply.Arguments[1], type),
        ("neg", 1) => Negation(apply.Arguments[0], type),
        ("Weight.Times", 2) => GuardedProduct(apply.Arguments[0], apply.Arguments[1]),
        ("Weight.Divide", 2) => GuardedQuotient(apply.Arguments[0], apply.Arguments[1]),
        ("?:", 3) => Choice(apply.Arguments[0], apply.Arguments[1], apply.Arguments[2]),
        _ => null,
    };

    private Simplified? Sum(Operand x, Operand y, ScalarType type)
    {
        if (ConstantArithmetic.Fold("+", x, y, type) is { } folded) return folded;
        if (x is Constant { IsZero: true }) return y;
        if (y is Constant { IsZero: true }) return x;
        if (Negated(y) is { } subtrahend) return Of(Primitive.Subtract, x, subtrahend);
        if (Negated(x) is { } first) return Of(Primitive.Subtract, y, first);
        if (NegatedProduct(y) is { } product) return Of(Primitive.Subtract, x, product);
        return null;
    }

    private Simplified? Difference(Operand x, Operand y, ScalarType type)
    {
        if (ConstantArithmetic.Fold("-", x, y, type) is { } folded) return folded;
        if (x is Constant { IsZero: true }) return Of(Primitive.Negate, y);
        if (y is Constant { IsZero: true }) return x;
        if (Negated(y) is { } addend) return Of(Primitive.Add, x, addend);
        if (NegatedProduct(y) is { } product) return Of(Primitive.Add, x, product);
        return null;
    }

    private static Simplified? Product(Operand x, Operand y, ScalarType type)
    {
        if (ConstantArithmetic.Fold("*", x, y, type) is { } folded) return folded;
        if (x is Constant left) return Scaled(y, left);
        if (y is Constant right) return Scaled(x, right);
        return null;
    }

    private static Simplified? Scaled(Operand x, Constant factor) => factor.AsDouble switch
    {
        0 => Constant.Number(x.Type, 0),
        1 => x,
        -1 => Of(Primitive.Negate, x),
        _ => null,
    };

    private Simplified? Quotient(Operand x, Operand y, ScalarType type)
    {
        if (ConstantArithmetic.Fold("/", x, y, type) is { } folded) return folded;
        if (x is Constant { IsZero: true }) return x;
        if (x is not Constant && IsRootOfConstant(y))
            return Of(Primitive.Multiply, x, Append(Primitive.Divide, Constant.Number(type, 1), y));
        return y is Constant { AsDouble: 1 or -1 } unit ? Scaled(x, unit) : null;
    }

    /// <summary>The root of a positive number: known to whoever compiles the output, and not zero.</summary>
    private bool IsRootOfConstant(Operand operand) =>
        DefinitionOf(operand) is { Primitive.Name: "Sqrt", Arguments: [Constant { AsDouble: > 0 and < double.PositiveInfinity }] };

    private Simplified? Negation(Operand x, ScalarType type)
    {
        if (x is Constant constant) return Constant.Number(type, -constant.AsDouble);
        if (Negated(x) is { } inner) return inner;
        return NegatedFactors(x) is var (first, second) ? Of(Primitive.Multiply, first, second) : null;
    }

    /// <summary>The guard against a zero weight is for partials that may be infinite.</summary>
    private static Simplified? GuardedProduct(Operand weight, Operand partial)
    {
        if (weight is Constant constant) return constant.IsZero ? weight : Of(Primitive.Multiply, weight, partial);
        return partial is Constant { AsDouble: var p } && ConstantArithmetic.IsFinite(p) ? Of(Primitive.Multiply, weight, partial) : null;
    }

    private Simplified? GuardedQuotient(Operand weight, Operand denominator)
    {
        if (weight is Constant constant) return constant.IsZero ? weight : Of(Primitive.Divide, weight, denominator);
        if (denominator is Constant { IsZero: false } || IsRootOfConstant(denominator)) return Of(Primitive.Divide, weight, denominator);
        return DividedTwice(weight, denominator) is var (first, numerator) ? Of(Primitive.WeightDivide, first, numerator) : null;
    }

    /// <summary>For <c>w / (a / b)</c>, about to be divided by b as well (the logarithm of a quotient): w and a.</summary>
    private (Operand Weight, Operand Numerator)? DividedTwice(Operand weight, Operand denominator) =>
        DefinitionOf(weight) is { Primitive.Name: "Weight.Divide" } inner
        && DefinitionOf(inner.Arguments[1]) is { Primitive.Name: "/", Arguments: [var numerator, var same] }
        && same == denominator
            ? (inner.Arguments[0], numerator)
            : null;

    private static Simplified? Choice(Operand condition, Operand then, Operand otherwise)
    {
        if (condition is Constant decided) return decided.Bits != 0 ? then : otherwise;
        return then == otherwise ? then : null;
    }

    /// <summary>The operand of a negation.</summary>
    private Operand? Negated(Operand operand) =>
        DefinitionOf(operand) is { Primitive.Name: "neg" } negation ? negation.Arguments[0] : null;

    /// <summary>For a product <c>-a * b</c> without other uses, a new product <c>a * b</c>.</summary>
    private Operand? NegatedProduct(Operand operand) =>
        NegatedFactors(operand) is var (first, second) ? Append(Primitive.Multiply, first, second) : null;

    /// <summary>The factors a and b of a product <c>-a * b</c> without other uses.</summary>
    private (Operand First, Operand Second)? NegatedFactors(Operand operand) =>
        OwnDefinitionOf(operand) is { Primitive.Name: "*" } product
        && OwnDefinitionOf(product.Arguments[0]) is { Primitive.Name: "neg" } negation
            ? (negation.Arguments[0], product.Arguments[1])
            : null;

    private static Simplified Of(Primitive primitive, params ReadOnlySpan<Operand> operands) =>
        new Apply(primitive, EquatableArray.Create(operands));
}
