namespace Diff.Tests.Runtime;

public sealed class GradientCheckTests
{
    private static double Rosenbrock(double[] p) => (1 - p[0]) * (1 - p[0]) + 100 * Math.Pow(p[1] - p[0] * p[0], 2);

    private static double[] RosenbrockGradient(double x, double y) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)];

    [Fact]
    public void The_right_gradient_passes() =>
        GradientCheck.Verify(RosenbrockGradient(-1.2, 1), Rosenbrock, [-1.2, 1]);

    [Fact]
    public void A_wrong_coordinate_is_named_with_both_values()
    {
        var gradient = RosenbrockGradient(-1.2, 1);
        gradient[1] = 88;
        var thrown = Assert.Throws<GradientCheckException>(() => GradientCheck.Verify(gradient, Rosenbrock, [-1.2, 1]));
        Assert.StartsWith("1 of 2 partial derivatives differ from central differences by more than 1E-06.", thrown.Message);
        Assert.Contains("[1]: analytic 88, numeric -8", thrown.Message);
        Assert.False(thrown.Report.Passed);
    }

    [Fact]
    public void A_nan_never_passes()
    {
        Assert.False(GradientCheck.Compare([double.NaN], p => p[0], [1.0]).Passed);
        Assert.False(GradientCheck.Compare([1.0], p => double.NaN, [1.0]).Passed);
    }

    [Fact]
    public void The_error_is_of_second_order_in_the_step()
    {
        // For exp at 0 the truncation error is h²/6; with h = 1e-2 and 1e-3 rounding is far below it.
        var coarse = GradientCheck.Derivative(Math.Exp, 0, 1e-2) - 1;
        var fine = GradientCheck.Derivative(Math.Exp, 0, 1e-3) - 1;
        Assert.Equal(100, coarse / fine, 0.1);
    }

    [Fact]
    public void The_directional_derivative_is_the_gradient_along_the_direction()
    {
        var g = RosenbrockGradient(0.5, 2);
        var along = GradientCheck.Directional(Rosenbrock, [0.5, 2], [3, -1]);
        // Truncation h²f‴/6 and rounding ε|f|/h are both below 1e-7 here.
        Assert.Equal(3 * g[0] - g[1], along, 1e-6);
    }

    [Fact]
    public void Mistakes_in_the_call_are_named()
    {
        Assert.Equal("analytic", Assert.Throws<ArgumentException>(() => GradientCheck.Compare([1.0], Rosenbrock, [1, 2])).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Gradient(Rosenbrock, [1, 2], step: 0));
        Assert.Throws<ArgumentException>(() => GradientCheck.Directional(Rosenbrock, [1, 2], [1]));
    }

    [Fact]
    public void The_point_is_left_unchanged()
    {
        double[] x = [1, 2];
        GradientCheck.Gradient(p => { p[0] = 99; return 0; }, x);
        Assert.Equal([1, 2], x);
    }
}
