namespace Diff.Tests.Language;

/// <summary>Callees whose bodies stand in the place of their calls.</summary>
public static partial class SmallCalleeTests
{
    [Differentiable]
    private static double Square(double x) => x * x;

    [Differentiable]
    private static double Huber(double r, double delta)
    {
        var a = Math.Abs(r);
        if (a <= delta) return 0.5 * Square(r);
        return delta * (a - 0.5 * delta);
    }

    [Fact]
    public static void One_line_and_branches() => Derivatives.Check(Robust, RobustValueAndGradient, RobustJvp);

    [Differentiable]
    private static double Robust(double x, double y)
    {
        var first = Huber(x - y, 0.5);
        if (Square(x) > y) first += Huber(first * x, Square(y));
        return Math.Sin(first) * Square(x + y);
    }

    [Differentiable]
    private static (double X, double Y) Turn((double X, double Y) p, double angle)
    {
        var (sin, cos) = (Math.Sin(angle), Math.Cos(angle));
        return (cos * p.X - sin * p.Y, sin * p.X + cos * p.Y);
    }

    [Differentiable]
    private static (double Least, double Most) Sorted(double x, double y)
    {
        if (x < y) return (x, y);
        return (y, x);
    }

    [Fact]
    public static void Tuples_in_loops() => Derivatives.Check(Spiral, SpiralValueAndGradient, SpiralJvp);

    [Differentiable]
    private static double Spiral(double x, double y)
    {
        var p = (X: x, Y: y);
        var sum = 0.0;
        for (var i = 0; i < 5; i++)
        {
            p = Turn(p, x * y + i);
            var (least, most) = Sorted(p.X, p.Y);
            sum += Square(most) * least;
        }

        return sum;
    }

    [Differentiable]
    private static void Advance(ref double position, ref double velocity, [NoGradient] double step, out double energy)
    {
        velocity -= Math.Sin(position) * step;
        position += velocity * step;
        energy = 0.5 * Square(velocity) - Math.Cos(position);
    }

    [Fact]
    public static void Ref_and_out_parameters() => Derivatives.Check(Pendulum, PendulumValueAndGradient, PendulumJvp);

    [Differentiable]
    private static double Pendulum(double x, double y)
    {
        var total = 0.0;
        while (total < 2 && x < 9)
        {
            Advance(ref x, ref y, 0.25, out var energy);
            total += Square(energy) + 0.125;
        }

        return total * x;
    }

    [Differentiable]
    private static double Larger(double x, double y) => Math.Max(x, y);

    [Differentiable]
    private static double Rectified(double x) => Larger(x, 0) + Math.Max(x, 0);

    [Fact]
    public static void A_constant_argument_shares_the_tie_as_the_callee_does()
    {
        Assert.Equal(0.5, LargerGradient(0, 0).x);
        Assert.Equal(0.5, RectifiedGradient(0));
        Assert.Equal(0.5, RectifiedJvp(0, 1).Tangent);
    }

    [Differentiable]
    private static double Half(double x, int n) => x * (1 / (n + 1)) + 1 / x;

    [Differentiable]
    private static double Whole(double x) => Half(x, 1) + Half(2, int.MaxValue) + Half(x, -2);

    [Fact]
    public static void Whole_numbers_stay_whole_and_wrap_around()
    {
        Assert.Equal(Whole(4), WholeValueAndGradient(4).Value);
        Assert.Equal(-1.0 - 2.0 / 16, WholeGradient(4), 1e-15);
    }

    [Differentiable]
    private static double Scaled(double x, [NoGradient] double by) => x * by;

    [Differentiable]
    private static double Constant(double x) => Scaled(x, x) + Scaled(Gradient.Detach(x), 3);

    [Fact]
    public static void An_argument_without_gradient_is_a_constant()
    {
        Assert.Equal(4, ConstantGradient(4));
        Assert.Equal(4, ConstantJvp(4, 1).Tangent);
    }

    [Differentiable(Order = 2)]
    private static double Cube(double x) => x * x * x;

    [Differentiable(Order = 2)]
    private static double Cubes(double x, double y) => Cube(x * y) + Cube(Cube(y));

    [Fact]
    public static void Second_derivatives()
    {
        var (x, y) = (0.7, 1.1);
        var hessian = CubesHessian(x, y);
        Assert.Equal(6 * x * y * y * y, hessian[0, 0], 1e-12);
        Assert.Equal(9 * x * x * y * y, hessian[0, 1], 1e-12);
        Assert.Equal(6 * x * x * x * y + 72 * Math.Pow(y, 7), hessian[1, 1], 1e-11);
    }

    [Differentiable]
    private static void Squares(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = Square(Square(x[i]) - y[i]);
    }

    [Fact]
    public static void Elements_of_memory()
    {
        double[] x = [0.5, -1.5], y = [2, 3], weight = [1, 10], gradient = [0, 0];
        var before = (double[])y.Clone();
        SquaresVjp(x, y, weight, gradient);
        for (var i = 0; i < 2; i++)
        {
            var r = x[i] * x[i] - before[i];
            Assert.Equal(r * r, y[i]);
            Assert.Equal((i == 0 ? 1 : 10) * 4 * r * x[i], gradient[i], 1e-12);
            Assert.Equal((i == 0 ? 1 : 10) * -2 * r, weight[i], 1e-12);
        }
    }
}
