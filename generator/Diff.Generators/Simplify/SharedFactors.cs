using Diff.Generators.Collections;
using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>
/// Takes a factor out of a sum of products that share it through a product with other uses, where that costs no multiplication more. An
/// adjoint that a loop carries then passes through one multiplication per iteration, not through a chain.
/// <code>
/// t = xBar * u; rBar += t * x; xBar = t * r - xBar * (r * x);      t = xBar * u; rBar += t * x; xBar = xBar * (r * (u - x));
/// </code>
/// </summary>
internal sealed class SharedFactors : DerivedRewriter
{
    private SharedFactors(Block body, Ids ids)
        : base(body, ids)
    {
    }

    public static Block Run(Block body, Ids ids) => new SharedFactors(body, ids).Rewrite(body);

    protected override Simplified? Simplify(Apply apply, ScalarType type)
    {
        if (apply is not { Primitive.Name: "+" or "-", Arguments: [Value x, Value y] } || !IsOwnProduct(x) || !IsOwnProduct(y)) return null;
        var dying = 0;
        var (left, right) = (Expand(x, dies: true, 0, ref dying), Expand(y, dies: true, 0, ref dying));
        var common = left.Common(right);
        if (common.IsEmpty) return null;
        var (first, second) = (left.Without(common), right.Without(common));
        if (!IsPlain(first) || !IsPlain(second) || common.Count + Multiplications(first) + Multiplications(second) > dying) return null;
        Operand sum = Append(apply.Primitive, Rest(first.Factors, type), Rest(second.Factors, type));
        if (common.Count > 1) sum = Append(Primitive.Multiply, Multiply(common.Skip(1).ToEquatableArray()), sum);
        return new Apply(Primitive.Multiply, [common[0], sum]);
    }

    private bool IsOwnProduct(Value value) => OwnDefinitionOf(value) is { Primitive.Name: "*" };

    /// <param name="dies">Whether the operand is computed for this sum alone.</param>
    /// <param name="dying">Counts the multiplications that nobody needs once the sum has another form.</param>
    private Monomial Expand(Operand operand, bool dies, int depth, ref int dying)
    {
        if (operand is Constant constant) return new(constant.AsDouble, []);
        var value = (Value)operand;
        dies = dies && IsUsedOnce(value);
        if (depth == Monomial.MostFactors || DefinitionOf(value) is not { Primitive.Name: "*", Arguments: [var x, var y] }
            || !(dies || IsDerived(value)))
            return new(1, [value]);
        if (dies) dying++;
        var product = Expand(x, dies, depth + 1, ref dying).Times(Expand(y, dies, depth + 1, ref dying));
        return product.Factors.Count > Monomial.MostFactors ? new(1, [value]) : product;
    }

    /// <summary>Numbers are the business of <see cref="LikeTerms"/>.</summary>
    private static bool IsPlain(Monomial product) => product.Coefficient == 1;

    private static int Multiplications(Monomial product) => Math.Max(0, product.Factors.Count - 1);

    private Operand Rest(EquatableArray<Value> factors, ScalarType type) => factors.IsEmpty ? Constant.Number(type, 1) : Multiply(factors);
}
