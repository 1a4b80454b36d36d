namespace Diff.Tests.Functions;

public static class NestedProductTests
{
    private static readonly double[] X = [0.5, 0.8, -0.6];

    [Fact]
    public static void Both_modes_agree_with_differences()
    {
        Check(NestedProducts.Quadratic, NestedProducts.QuadraticGradient, (x, v) => NestedProducts.QuadraticJvp(x, v).Tangent);
        Check(NestedProducts.Solution, NestedProducts.SolutionGradient, (x, v) => NestedProducts.SolutionJvp(x, v).Tangent);
        Check(NestedProducts.OfPair, NestedProducts.OfPairGradient, (x, v) => NestedProducts.OfPairJvp(x, v).Tangent);
        Check(NestedProducts.OfMatrix, NestedProducts.OfMatrixGradient, (x, v) => NestedProducts.OfMatrixJvp(x, v).Tangent);
        Check(NestedProducts.OfObject, NestedProducts.OfObjectGradient, (x, v) => NestedProducts.OfObjectJvp(x, v).Tangent);
    }

    [Fact]
    public static void Products_are_linear_in_their_direction()
    {
        var hessian = Gradient.Hessian(NestedProducts.Energy, X, 0.9);
        var slope = Gradient.Jacobian(static (double[] v, double[] x) => Gradient.Hvp(NestedProducts.Energy, x, v, 0.9), [1.0, 2.0, 3.0], X);
        for (var i = 0; i < X.Length; i++)
            for (var j = 0; j < X.Length; j++) Assert.Equal(hessian[i, j], slope[i, j], 1e-12);
    }

    [Fact]
    public static void What_is_detached_is_a_constant()
    {
        var bowl = new Bowl();
        var product = Gradient.Hvp(static (double x, Bowl bowl) => bowl.At(x), 0.4, 1.0, bowl);
        var (of, slope) = NestedProducts.FrozenGradient(bowl, 0.4);
        Assert.Equal(0.4 * product * 0.4 * 0.4 * 0.4, of.Weights[0], 1e-14);
        Assert.Equal(0.4 * product * Gradient.Of(static (double x, Bowl bowl) => bowl.At(x), 0.4, bowl) + bowl.At(0.4) * product, slope, 1e-14);
    }

    private static void Check(Func<double[], double> value, Func<double[], double[]> gradient, Func<double[], double[], double> jvp)
    {
        var (slopes, differences) = (gradient(X), GradientCheck.Gradient(value, X));
        for (var i = 0; i < X.Length; i++)
        {
            var unit = new double[X.Length];
            unit[i] = 1;
            Assert.Equal(differences[i], slopes[i], 1e-7);
            Assert.Equal(slopes[i], jvp(X, unit), 1e-12);
        }
    }
}
