namespace Diff.Tests.Functions;

// With respect to jagged arrays.
internal static partial class NestedVectors
{
    /// <summary>The gradient of rows, each as long as it likes.</summary>
    [Differentiable]
    public static double OfUnevenRows(double[] x)
    {
        var gradient = Gradient.Of(Bent, new[] { new[] { x[0], x[1] }, [], new[] { x[2] } }, x[3]);
        return gradient[0][0] * gradient[2][0] + gradient[0][1] * x[4];
    }

    [Differentiable]
    public static double OfRowsInAJacobian(double[] x)
    {
        double[][] rows = [[x[0], x[1] * x[2]], [], [x[3]], [x[4], 2, x[5]]];
        return Weigh(Gradient.Jacobian(static (double[][] y, double k) => new[] { y[0][0] * y[0][1] * k, y[2][0] * y[3][2] * y[3][2] * y[0][0] }, (rows, x[0])))
            + Weigh(Gradient.Jacobian(static (double[][] y) => new[] { y[0][1], y[2][0] * y[2][0] * y[3][0], y[0][0] * y[3][2], y[0][1] * y[0][1], 0, 1, y[3][0] }, rows));
    }

    [Differentiable]
    public static double OfRowsInAFrozenHessian(double[] x)
    {
        var hessian = Gradient.Hessian(Bent, new[] { new[] { 1.0, 2 }, [], new[] { 3.0 } }, 0.5);
        return hessian[0, 1] * x[0] + hessian[1, 2] * x[1] * x[2] + hessian[2, 2] * x[3] * x[3];
    }

    [Differentiable(Order = 2)]
    public static double Bent(double[][] rows, double k)
    {
        var product = k;
        foreach (var row in rows)
            foreach (var number in row) product *= number * number + k * rows[0][1];
        return product + Math.Sin(product);
    }
}
