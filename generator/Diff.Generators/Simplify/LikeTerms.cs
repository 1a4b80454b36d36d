using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Adds products that differ in a number only, and takes common factors out of sums, in derived code.
/// <code>
/// aBar = weight * a + weight * a;              aBar = weight * (a + a);
/// bBar = weight * (100 * b) + weight * b * 100; bBar = weight * (200 * b);
/// dBar = weight * s - weight * d * 0.5;         dBar = weight * (s - d * 0.5);
/// </code>
/// Only where the old products have no other use, so that nothing is computed twice.
/// </summary>
internal sealed class LikeTerms : DerivedRewriter
{
    private LikeTerms(Block body, Ids ids)
        : base(body, ids)
    {
    }

    public static Block Run(Block body, Ids ids) => new LikeTerms(body, ids).Rewrite(body);

    protected override Simplified? Simplify(Apply apply, ScalarType type)
    {
        if (apply is not { Primitive.Name: "+" or "-", Arguments: [Value x, Value y] }) return null;
        return Combine(x, y, apply.Primitive, type) ?? CombineLast(x, y, apply.Primitive, type);
    }

    /// <summary><c>(s + p) + q</c> with like terms p and q becomes <c>s + (p + q)</c>.</summary>
    private Simplified? CombineLast(Operand sum, Operand term, Primitive sign, ScalarType type)
    {
        if (OwnDefinitionOf(sum) is not { Primitive.Name: "+" or "-", Arguments: [var rest, Value last] } outer) return null;
        var inner = outer.Primitive == sign ? Primitive.Add : Primitive.Subtract;
        if (Combine(last, (Value)term, inner, type) is not { } combined) return null;
        return new Apply(outer.Primitive, [rest, combined.Operand ?? Append((Apply)combined.Operation!)]);
    }

    private Simplified? Combine(Value x, Value y, Primitive sign, ScalarType type)
    {
        if (!IsProduct(x) && !IsProduct(y)) return null;
        var (left, right) = (Expand(x, isWhole: true), Expand(y, isWhole: true));
        if (left.Factors.IsEmpty) return null;
        if (left.HasSameFactors(right))
        {
            var coefficient = sign == Primitive.Add ? left.Coefficient + right.Coefficient : left.Coefficient - right.Coefficient;
            if (coefficient == 0 || !IsRepresentable(coefficient, type)) return null;
            return Product(left with { Coefficient = coefficient }, type);
        }

        if (!IsProduct(x) || !IsProduct(y)) return null;
        (left, right) = (Expand(x, isWhole: false), Expand(y, isWhole: false));
        var common = left.Common(right);
        if (common.IsEmpty || !IsRepresentable(left.Coefficient, type) || !IsRepresentable(right.Coefficient, type)) return null;
        var factor = Multiply(common);
        var sum = Append(sign, Rest(left.Without(common), type), Rest(right.Without(common), type));
        return new Apply(Primitive.Multiply, [factor, sum]);
    }

    private bool IsProduct(Value value) => OwnDefinitionOf(value) is { Primitive.Name: "*" };

    /// <summary>
    /// Takes a product apart: through derived products that die with it; when it is to vanish as a <em>whole</em> also through
    /// primal products and doubled values, since what is multiplied anew then is found again as a common subexpression.
    /// </summary>
    private Monomial Expand(Operand operand, bool isWhole, int depth = 0)
    {
        if (operand is Constant constant) return new(constant.AsDouble, []);
        var value = (Value)operand;
        var definition = OwnDefinitionOf(value) ?? (isWhole ? DefinitionOf(value) : null);
        var expanded = definition switch
        {
            _ when depth == Monomial.MostFactors => null,
            { Primitive.Name: "*", Arguments: [var x, var y] } when depth == 0 || IsWorthwhile(definition, value, isWhole) =>
                Expand(x, isWhole, depth + 1).Times(Expand(y, isWhole, depth + 1)),
            { Primitive.Name: "neg", Arguments: [var x] } when OwnDefinitionOf(value) is not null =>
                Expand(x, isWhole, depth + 1).Times(-1),
            { Primitive.Name: "+", Arguments: [var x, var y] } when isWhole && x == y => Expand(x, isWhole, depth + 1).Times(2),
            _ => null,
        };
        return expanded is null || expanded.Factors.Count > Monomial.MostFactors ? new(1, [value]) : expanded;
    }

    /// <summary>A derived product with other uses stays one factor; a primal one is expanded because it stays at hand.</summary>
    private bool IsWorthwhile(Apply definition, Value value, bool isWhole) =>
        OwnDefinitionOf(value) is not null
        || (isWhole && IsPrimal(value) && definition.Arguments.All(argument => argument.Type == value.Type));

    /// <summary><c>head * (coefficient * others)</c>: the weight stays in front.</summary>
    private Simplified Product(Monomial product, ScalarType type)
    {
        var head = product.Factors[0];
        var others = product.Without([head]);
        if (others.Factors.IsEmpty && product.Coefficient == 1) return new(head, null);
        if (others.Factors.IsEmpty && product.Coefficient == 2) return new Apply(Primitive.Add, [head, head]);
        if (product.Coefficient < 0 && !others.Factors.IsEmpty)
            return new Apply(Primitive.Negate, [Append(Primitive.Multiply, head, Rest(others.Times(-1), type))]);
        return new Apply(Primitive.Multiply, [head, Rest(others, type)]);
    }

    private Operand Rest(Monomial rest, ScalarType type)
    {
        if (rest.Factors.IsEmpty) return Constant.Number(type, rest.Coefficient);
        var product = Multiply(rest.Factors);
        return rest.Coefficient switch
        {
            1 => product,
            -1 => Append(Primitive.Negate, product),
            2 => Append(Primitive.Add, product, product),
            _ => Append(Primitive.Multiply, Constant.Number(type, rest.Coefficient), product),
        };
    }

    private static bool IsRepresentable(double coefficient, ScalarType type) => type.Kind switch
    {
        ScalarKind.Half or ScalarKind.Generic => ConstantArithmetic.IsPortable(coefficient),
        ScalarKind.Float => (float)coefficient == coefficient,
        _ => ConstantArithmetic.IsFinite(coefficient),
    };
}
