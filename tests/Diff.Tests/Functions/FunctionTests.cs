namespace Diff.Tests.Functions;

public class FunctionTests
{
    private static readonly double[] X = [1, 2, 3];
    private static readonly double[] Weights = [0.5, -1, 2];

    [Fact]
    public void A_method_of_one_number_has_a_gradient_a_value_and_products()
    {
        Assert.Equal(Functions.WaveGradient(0.7), Gradient.Of(Functions.Wave, 0.7));
        Assert.Equal(Functions.WaveValueAndGradient(0.7), Gradient.ValueAndGradient(Functions.Wave, 0.7));
        Assert.Equal((Functions.Wave(0.7), 2 * Functions.WaveGradient(0.7)), Gradient.Jvp(Functions.Wave, 0.7, 2));
        Assert.Equal((Functions.Wave(0.7), 2 * Functions.WaveGradient(0.7)), Gradient.Vjp(Functions.Wave, 0.7, 2));
    }

    [Fact]
    public void Whole_numbers_may_be_written_for_numbers() => Assert.Equal(Functions.WaveGradient(2), Gradient.Of(Functions.Wave, 2));

    [Fact]
    public void A_method_of_floats_has_a_gradient_of_floats() => Assert.Equal(12f, Gradient.Of(Functions.Narrow, 2f));

    [Fact]
    public void A_method_of_a_struct_has_derivatives_of_its_type()
    {
        var p = new Place(0.7, 1.3);
        Assert.Equal(new Place(2 * 0.7 * 1.3 * 2, 0.7 * 0.7 * 2 + 2 * Math.Cos(2 * 1.3)), Gradient.Of(Nested.Height, p, 2.0));
        Assert.Equal(Nested.HeightGradient(p, 2).p, Gradient.ValueAndGradient(Nested.Height, p, 2.0).Gradient);
        Assert.Equal(Nested.HeightJvp(p, 2, new Place(1, 3), 0).Tangent, Gradient.Jvp(Nested.Height, p, new Place(1, 3), 2.0).Tangent);
        Assert.Equal(Gradient.Of(Nested.Height, p, 2.0), Gradient.Vjp(Nested.Height, p, 1.0, 2.0).Gradient);
        Assert.Equal(Gradient.Hessian(Nested.Height, p, 2.0)[1, 0], Gradient.Hvp(Nested.Height, p, new Place(1, 0), 2.0).Y);
    }

    [Fact]
    public void Further_arguments_are_constants()
    {
        Assert.Equal(3 * 5 * 4.0, Gradient.Of(Functions.Spring, 2.0, 5.0));
        Assert.Equal((40.0, 60.0), Gradient.ValueAndGradient(Functions.Spring, 2.0, 5.0));
        Assert.Equal(new[,] { { 60.0 } }, Gradient.Hessian(Functions.Spring, 2.0, 5.0));
        Assert.Equal(180.0, Gradient.Hvp(Functions.Spring, 2.0, 3.0, 5.0));
        Assert.Equal(32.0, Gradient.Of(Functions.Power, 2.0, 4));
    }

    [Fact]
    public void A_tuple_stands_for_several_arguments()
    {
        Assert.Equal(Functions.RosenbrockGradient(0.3, 0.4), Gradient.Of(Functions.Rosenbrock, (0.3, 0.4)));
        Assert.Equal(Functions.RosenbrockHessian(0.3, 0.4), Gradient.Hessian(Functions.Rosenbrock, (0.3, 0.4)));
        Assert.Equal(Functions.RosenbrockHvp(0.3, 0.4, 1, 2), Gradient.Hvp(Functions.Rosenbrock, (0.3, 0.4), (1.0, 2.0)));
        var (x, y) = (0.0, 0.0);
        Assert.Equal((Functions.RosenbrockVjp(0.3, 0.4, 2, ref x, ref y), (x, y)), Gradient.Vjp(Functions.Rosenbrock, (0.3, 0.4), 2.0));
    }

    [Fact]
    public void Spans_and_arrays_have_gradients_in_new_arrays()
    {
        Assert.Equal([2 * 1, 2 * 2, 2 * 3], Gradient.Of(Functions.Squares, X));
        Assert.Equal([1.5, -12, 54], Gradient.Of(Functions.Weighted, X, (ReadOnlySpan<double>)Weights));
        var (value, gradient) = Gradient.ValueAndGradient(Functions.Weighted, X, (ReadOnlySpan<double>)Weights);
        Assert.Equal(0.5 - 8 + 54, value);
        Assert.Equal([1.5, -12, 54], gradient);
        Assert.Equal([3, -12, 36], Gradient.Hvp(Functions.Weighted, X, [1, 1, 1], (ReadOnlySpan<double>)Weights));
        Assert.Equal([3, -24, 108], Gradient.Vjp(Functions.Weighted, X, 2.0, (ReadOnlySpan<double>)Weights).Gradient);
        Assert.Equal(1.5 - 12 + 54, Gradient.Jvp(Functions.Weighted, X, [1, 1, 1], (ReadOnlySpan<double>)Weights).Tangent);
    }

    [Fact]
    public void Tuples_and_matrices_may_be_one_argument()
    {
        Assert.Equal((4.0, 3.0), Gradient.Of(Functions.Area, (width: 3.0, height: 4.0)));
        Assert.Equal(new[,] { { 5.0, 0 }, { 0, 2 } }, Gradient.Of(Functions.Trace, new[,] { { 2.0, 3 }, { 4, 5 } }));
    }

    [Fact]
    public void An_array_that_is_returned_has_a_Jacobian_and_takes_weights()
    {
        Assert.Equal(Functions.CircleJacobian(0.4, 2), Gradient.Jacobian(Functions.Circle, (0.4, 2.0)));
        Assert.Equal(new[,] { { -2 * Math.Sin(0.4) }, { 2 * Math.Cos(0.4) } }, Gradient.Jacobian(Functions.Circle, 0.4, 2.0));
        Assert.Equal(3 * -2 * Math.Sin(0.4), Gradient.Vjp(Functions.Circle, 0.4, [3, 0], 2.0).Gradient);
        Assert.Equal([-6 * Math.Sin(0.4), 6 * Math.Cos(0.4)], Gradient.Jvp(Functions.Circle, 0.4, 3.0, 2.0).Tangent);
    }

    [Fact]
    public void A_Jacobian_has_the_type_of_the_numbers()
    {
        Assert.Equal(new[,] { { -2 * MathF.Sin(0.4f) }, { 2 * MathF.Cos(0.4f) } }, Gradient.Jacobian(Functions.NarrowCircle, 0.4f, 2f));
        Assert.Equal(new[,] { { 6f } }, Gradient.Jacobian(static (float x) => new[] { x * x }, 3f));
    }

    [Fact]
    public void A_tuple_with_an_array_takes_weights_of_its_shape()
    {
        var (value, gradient) = Gradient.Vjp(static (double x, double y) => (x * y, new[] { x * x }), (2.0, 3.0), (10.0, [1.0]));
        Assert.Equal(6, value.Item1);
        Assert.Equal([4.0], value.Item2);
        Assert.Equal((34.0, 20.0), gradient);
    }

    [Fact]
    public void A_lambda_needs_no_mark()
    {
        Assert.Equal(Functions.WaveGradient(0.7), Gradient.Of(static (double x) => x * Math.Sin(x), 0.7));
        Assert.Equal(Functions.WaveGradient(0.7), Gradient.Of(x => x * Math.Sin(x), 0.7));
        Assert.Equal(30.0, Gradient.Of(static (double x, double k) => k * x * x, 3.0, 5.0));
        Assert.Equal((5.0, 3.0), Gradient.Of(static (double x, double y) => x * y, (3.0, 5.0)));
        Assert.Equal([15.0, 25], Gradient.Of(static (ReadOnlySpan<double> x, ReadOnlySpan<double> k) => k[0] * x[0] * x[1], [5.0, 3], (ReadOnlySpan<double>)[5.0]));
        Assert.Equal(new[,] { { 10.0 } }, Gradient.Hessian(static (double x, double k) => k * x * x, 3.0, 5.0));
        Assert.Equal(20.0, Gradient.Hvp(static (double x, double k) => k * x * x, 3.0, 2.0, 5.0));
        Assert.Equal(new[,] { { 3.0, 2 }, { 1, 0 } }, Gradient.Jacobian(static (double x, double y) => new[] { x * y, x }, (2.0, 3.0)));
    }

    [Fact]
    public void A_lambda_may_have_statements_constants_and_calls()
    {
        const double Offset = 2;
        Assert.Equal(4 * 8 + Functions.WaveGradient(2), Gradient.Of(
            static x =>
            {
                var power = Offset;
                for (var i = 0; i < 4; i++) power *= x;
                return power / Offset + Functions.Wave(x);
            },
            2.0));
    }

    [Fact]
    public void A_local_function_that_captures_nothing_needs_no_mark()
    {
        Assert.Equal(12.0, Gradient.Of(Cube, 2.0));
        Assert.Equal(new[,] { { 12.0 } }, Gradient.Hessian(Cube, 2.0));
        Assert.Equal((8.0, 36.0), Gradient.Jvp(Cube, 2.0, 3.0));
        // 2 · d/dx (3x²)
        Assert.Equal(24.0, Gradient.Of(static (double x) => 2 * Gradient.Of(static (double y) => y * y * y, x), 2.0));
        Assert.Equal(80.0, Gradient.Of(Power, 2.0, 5));
        Assert.Equal(12.0, Gradient.Of(Slope, 2.0));

        static double Cube(double x) => x * x * x;

        double Power(double x, int n) => n == 0 ? 1 : x * Power(x, n - 1);

        static double Slope(double x)
        {
            return Gradient.Of(Cubed, x);

            static double Cubed(double y) => y * y * y;
        }
    }

    [Fact]
    public void A_span_that_could_be_written_may_be_differentiated_by()
    {
        Span<double> x = [1, 2];
        Assert.Equal([3, 12], Gradient.Of(Functions.CubesOfSpan, x));
        Assert.Equal([3, 12], Gradient.ValueAndGradient(Functions.CubesOfSpan, x).Gradient);
        Assert.Equal((9.0, 15.0), Gradient.Jvp(Functions.CubesOfSpan, x, [1.0, 1]));
        Assert.Equal([6, 24], Gradient.Vjp(Functions.CubesOfSpan, x, 2.0).Gradient);
        Assert.Equal(new[,] { { 6.0, 0 }, { 0, 12 } }, Gradient.Hessian(Functions.CubesOfSpan, x));
        Assert.Equal([6.0, 0], Gradient.Hvp(Functions.CubesOfSpan, x, [1.0, 0]));
        Assert.Equal([12.0, 3], Gradient.Of(static (Span<double> x, double k) => k * x[0] * x[0] * x[1], x, 3.0));
    }

    [Fact]
    public void A_Hessian_has_the_type_of_the_numbers() => Assert.Equal(new[,] { { 6f, 4 }, { 4, 0 } }, Gradient.Hessian(static (float[] x) => x[0] * x[0] * x[1], new[] { 2f, 3f }));

    [Fact]
    public void What_is_private_serves_the_calls_in_its_own_type()
    {
        Assert.Equal(12, Functions.OfHidden(2));
        Assert.Equal(12, Functions.OfScaled(2));
    }

    [Fact]
    public void A_derivative_allocates_only_what_it_returns()
    {
        Measure();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Measure();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static double Measure() =>
            Gradient.Of(Functions.Spring, 2.0, 5.0) + Gradient.Of(static (double x) => x * Math.Sin(x), 1.0) + Gradient.Of(Functions.Rosenbrock, (1.0, 2.0)).Item1
            + Gradient.Jvp(Functions.Weighted, X, Weights, (ReadOnlySpan<double>)Weights).Tangent;
    }

    [Fact]
    public void Local_functions_around_may_be_called()
    {
        Assert.Equal(32, Gradient.Of(Fourth, 2.0));
        Assert.Equal(12, Gradient.Of(static (double x) => Cube(x), 2.0));
        Assert.Equal(9, Gradient.Of(static (double x) => Twice(Cube, x), 1.0));
        Assert.Equal(2 * 6 * 11, Gradient.Of(static (double x) => Falling(x) * Falling(x), 3.0));
        Assert.Equal(32, Gradient.Jvp(static (double x) => Even(x, 2), 2.0, 1.0).Tangent);
        Assert.Equal(32, Gradient.Of(static (double x) => Even(x, 2), 2.0));
        Assert.Equal(new[,] { { 12.0 * 4 } }, Gradient.Hessian(Fourth, 2.0));
        Assert.Equal(12 * 2.0, Gradient.Of(static (double x) => Gradient.Of(Cube, x) * x - 3 * Cube(x) + 6 * x * x, 2.0));

        double Fourth(double x) => Cube(x) * x;
        static double Cube(double x) => x * x * x;
        static double Twice(Func<double, double> f, double x) => f(f(x));
        static double Falling(double x) => x <= 1 ? x : x * Falling(x - 1);
        static double Even(double x, int n) => n == 0 ? x : Odd(x * x, n - 1);
        static double Odd(double x, int n) => n == 0 ? 1 : Even(x, n - 1) * x;
    }

    [Fact]
    public void Discards_may_be_parameters()
    {
        Assert.Equal(4, Gradient.Of(static (double x, double _, int _) => x * x, 2.0, 3.0, 4));
        Assert.Equal((4, 0), Gradient.Hvp(static (double x, double _, double _) => x * x, (1.0, 3.0), (2.0, 1.0), 2.0));
    }
}
