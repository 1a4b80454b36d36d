namespace Diff.Tests.SecondOrder;

public class ScalarTests
{
    private static readonly double[][] Points = [[0.7, 1.3], [1.9, -0.4], [1.1, 0.8]];

    [Fact]
    public void The_second_derivative_of_a_cube_is_6x()
    {
        Assert.Equal(12, Scalars.CubeHessian(2)[0, 0]);
        Assert.Equal(36, Scalars.CubeHvp(2, 3));
    }

    [Fact]
    public void The_Hessian_of_Rosenbrock_is_known() =>
        Assert.Equal(new[,] { { 2 - 400 * (1.25 - 3 * 0.25), -200 }, { -200, 200 } }, Scalars.RosenbrockHessian(0.5, 1.25));

    [Fact]
    public void A_linear_function_has_a_Hessian_of_zeros() => Assert.Equal(new double[2, 2], Scalars.LinearHessian(1, 2));

    [Fact]
    public void Straight_line_code_has_second_derivatives()
    {
        Check(Scalars.RosenbrockGradient, Scalars.RosenbrockHvp, Scalars.RosenbrockHessian);
        Check(Scalars.WaveGradient, Scalars.WaveHvp, Scalars.WaveHessian);
        Check(Scalars.QuotientGradient, Scalars.QuotientHvp, Scalars.QuotientHessian);
    }

    [Fact]
    public void Parameters_may_be_named_like_tangents() =>
        Check(Scalars.CallsNamedLikeTangentsGradient, Scalars.CallsNamedLikeTangentsHvp, Scalars.CallsNamedLikeTangentsHessian);

    // 2 is squared 3 times: x⁸, with the second derivative 56 x⁶. With one variable the Hessian is one product.
    [Fact]
    public void Integers_are_delivered_by_reference()
    {
        var total = 5;
        Assert.Equal(56 * Math.Pow(2, 6), Scalars.CountedHvp(2, out var iterations, ref total, 1));
        Assert.Equal((3, 8), (iterations, total));
        Assert.Equal(56 * Math.Pow(2, 6), Scalars.CountedHessian(2, out iterations, ref total)[0, 0]);
        Assert.Equal((3, 11), (iterations, total));
        Assert.Empty(Scalars.CountedElementsHessian([], out var count));
        Assert.Equal(0, count);
        Assert.Equal([18.0, 0], Scalars.CountedElementsHvp([3, 4], out count, [1, 1]));
        Assert.Equal(2, count);
    }

    [Fact]
    public void Branches_have_second_derivatives() => Check(Scalars.PiecesGradient, Scalars.PiecesHvp, Scalars.PiecesHessian);

    [Fact]
    public void Loops_have_second_derivatives()
    {
        Check(Scalars.LogisticGradient, Scalars.LogisticHvp, Scalars.LogisticHessian);
        Check(Scalars.NestedGradient, Scalars.NestedHvp, Scalars.NestedHessian);
    }

    // Iterations differ by one between neighbouring points, which changes the gradient by 1e-14; the derivative of the last iterate converges later.
    [Fact]
    public void While_loops_have_second_derivatives()
    {
        var hessian = Scalars.NewtonHessian(2.25, 0.5);
        Assert.Equal(-0.25 * Math.Pow(2.25, -1.5) * 0.25, hessian[0, 0], 8);
        Assert.Equal(0.5 / 1.5, hessian[0, 1], 10);
        Assert.Equal(3, hessian[1, 1], 12);
    }

    [Fact]
    public void Calls_and_recursion_have_second_derivatives()
    {
        Check(Scalars.UsesCallsGradient, Scalars.UsesCallsHvp, Scalars.UsesCallsHessian);
        Check(Scalars.CallsInLoopsGradient, Scalars.CallsInLoopsHvp, Scalars.CallsInLoopsHessian);
        Assert.Equal(20 * 8, Scalars.PowerHessian(2, 5)[0, 0], 12);
    }

    [Fact]
    public void Arguments_by_reference_have_second_derivatives() =>
        Check(Scalars.UsesReferencesGradient, Scalars.UsesReferencesHvp, Scalars.UsesReferencesHessian);

    // d = x·y is a constant of both derivatives: f = d·x·y², so f_xx = 0, f_xy = 2·d·y, f_yy = 2·d·x.
    [Fact]
    public void A_detached_value_is_constant_in_both_derivatives()
    {
        var (x, y) = (0.7, 1.3);
        var hessian = Scalars.DetachedHessian(x, y);
        Assert.Equal(0, hessian[0, 0]);
        Assert.Equal(2 * x * y * y, hessian[0, 1], 14);
        Assert.Equal(2 * x * y * x, hessian[1, 1], 14);
    }

    [Fact]
    public void Tuples_have_second_derivatives() => SecondDerivatives.Check(
        p => Flat(Scalars.WithPairGradient((p[0], p[1]), p[2])),
        (p, v) => Flat(Scalars.WithPairHvp((p[0], p[1]), p[2], (v[0], v[1]), v[2])),
        p => Scalars.WithPairHessian((p[0], p[1]), p[2]),
        [0.7, 1.3, -0.4]);

    private static double[] Flat(((double a, double b) p, double c) gradient) => [gradient.p.a, gradient.p.b, gradient.c];

    private static void Check(
        Func<double, double, (double x, double y)> gradient, Func<double, double, double, double, (double x, double y)> product, Func<double, double, double[,]> hessian) =>
        SecondDerivatives.Check(
            p => Flat(gradient(p[0], p[1])), (p, v) => Flat(product(p[0], p[1], v[0], v[1])), p => hessian(p[0], p[1]), Points);

    private static double[] Flat((double x, double y) gradient) => [gradient.x, gradient.y];
}
