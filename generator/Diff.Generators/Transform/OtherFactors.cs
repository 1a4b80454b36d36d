using Diff.Generators.Ir;
using Diff.Generators.Normalize;

namespace Diff.Generators.Transform;

/// <summary>
/// Appends, for each factor of a product, the product of all others: of those before it times those behind it. It is right where factors
/// are zero, unlike a quotient, and made of loops, so that it has derivatives in turn.
/// <code>
/// p = TensorPrimitives.Product(x)   →   product = 1; for (i = 0; i &lt; n; i++) { others[i] = product; product *= x[i]; }
///                                       product = 1; for (i = n - 1; i >= 0; i--) { others[i] *= product; product *= x[i]; }
/// </code>
/// </summary>
internal static class OtherFactors
{
    /// <param name="combination">What makes a factor of an element of each operand; null for a single operand.</param>
    /// <returns>An array with an element per factor.</returns>
    public static Operand Append(BlockBuilder builder, IReadOnlyList<Operand> operands, Primitive? combination, IrType scalar,
        Operand extent)
    {
        var origin = builder.Origin;
        builder.Origin = origin with { Role = Role.Record };
        var others = builder.Let(new Allocate([extent]), new BufferType(scalar.Name + "[]", scalar, BufferKind.Array), "others");
        Loop(1, static (_, _, product) => product);
        Loop(-1, (body, index, product) => body.Times(body.Let(new Load(others, [index]), scalar), product));
        builder.Origin = origin;
        return others;

        void Loop(int stride, Func<BlockBuilder, Value, Operand, Operand> element)
        {
            var last = stride > 0 ? extent : TripCount.Last(builder, Constant.Int(0), extent, 1, isInclusive: false);
            var body = builder.Nested();
            var (index, product) = (body.NewValue(InertType.Int, "i"), body.NewValue(scalar, "product"));
            body.Do(new Store(others, [index], [], element(body, index, product)));
            var factor = operands.Select(operand => (Operand)body.Let(new Load(operand, [index]), scalar))
                .Aggregate((left, right) => body.Apply(combination!, scalar, left, right));
            builder.Add(new For(
                stride > 0 ? Constant.Int(0) : last,
                stride > 0 ? extent : Constant.Int(0),
                stride,
                IsInclusive: stride < 0,
                [Constant.Number(scalar, 1)],
                body.Build([index, product], [body.Times(product, factor)]),
                [builder.NewValue(scalar)],
                builder.Origin));
        }
    }
}
