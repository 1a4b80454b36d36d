using Diff.Generators.Ir;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers a Hessian inside a differentiated body, where it cannot be differentiated again: a product with each unit vector, mirrored at the
/// diagonal.
/// <code>
/// H = Gradient.Hessian(Model.P, x)   →   H = new double[x.Length, x.Length];
///                                        for (j …) { g = Gradient.Hvp(Model.P, x, unit(j)); for (i …) if (i &lt;= j) H[i, j] = H[j, i] = g[i]; }
/// </code>
/// </summary>
internal static class NestedHessian
{
    /// <param name="derivative">Asks for the Hessian.</param>
    public static Tree<Operand> Lower(Lowering lowering, EntryPointCall call, DerivativeOf derivative, IReadOnlyList<Operand> arguments)
    {
        var columns = new NestedColumns(lowering, derivative, arguments);
        var hessian = lowering.Let(new Allocate([columns.Count, columns.Count]), TypeMapping.Map(call.Call.Type!)!);
        columns.EachDirection((column, directions) =>
        {
            var product = NestedDerivatives.Call(lowering, derivative with { Kind = EntryPointKind.Hvp }, columns.GradientType,
                [.. arguments, .. directions]);
            columns.EachNumber(product, (row, number) =>
            {
                var element = NestedJacobian.Converted(lowering, number, hessian);
                lowering.Branch(lowering.Apply(Primitive.LessOrEqual, InertType.Bool, row, column), () =>
                {
                    lowering.Do(new Store(hessian, [row, column], [], element));
                    lowering.Do(new Store(hessian, [column, row], [], element));
                });
            });
        });
        return Expressions.Leaf(hessian);
    }
}
