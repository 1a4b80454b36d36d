namespace Diff.Tests.Memory;

/// <summary>Methods that return tuples with arrays in them.</summary>
public static partial class ReturnedTupleTests
{
    private static readonly double[] X = [0.3, -0.2, 0.7];

    [Differentiable]
    private static (double[] Squares, double[] Cubes) Powers(ReadOnlySpan<double> x)
    {
        var (squares, cubes) = (new double[x.Length], new double[x.Length]);
        for (var i = 0; i < x.Length; i++)
        {
            squares[i] = x[i] * x[i];
            cubes[i] = squares[i] * x[i];
        }

        return (squares, cubes);
    }

    [Differentiable]
    private static (double Norm, (double[] Unit, int Count) More) Normalized(double[] x, double scale)
    {
        var sum = 0.0;
        foreach (var v in x) sum += v * v;
        var norm = Math.Sqrt(sum);
        if (norm == 0) return (0, ([.. x], 0));
        var unit = new double[x.Length];
        for (var i = 0; i < x.Length; i++) unit[i] = scale * x[i] / norm;
        return (norm, (unit, x.Length));
    }

    [Differentiable]
    private static (double[,] Outer, double[][] Rows, double Trace) Tables(double[] x)
    {
        var outer = new double[x.Length, x.Length];
        var rows = new double[x.Length][];
        var trace = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            rows[i] = new double[i + 1];
            for (var j = 0; j < x.Length; j++) outer[i, j] = x[i] * x[j];
            for (var j = 0; j <= i; j++) rows[i][j] = x[i] + x[j] * x[j];
            trace += outer[i, i];
        }

        return (outer, rows, trace);
    }

    [Differentiable]
    private static double CallsPowers(double[] x)
    {
        var total = 0.0;
        for (var k = 0; k < 2; k++)
        {
            var (squares, cubes) = Powers(x);
            squares[0] *= cubes[1];
            var (cubesOfSquares, _) = Powers(squares);
            for (var i = 0; i < x.Length; i++) total += cubesOfSquares[i] * cubes[i] * (k + 1);
        }

        return total;
    }

    [Differentiable]
    private static double CallsAll(double[] x, double scale)
    {
        var (norm, (unit, count)) = Normalized(x, scale);
        var tables = Tables(unit);
        var sum = norm * count;
        for (var i = 0; i < count; i++) sum += tables.Outer[i, 0] * tables.Rows[i][i] * tables.Trace;
        return sum;
    }

    [Differentiable]
    private static (double[] First, double[] Second) Forwards(double[] x)
    {
        if (x[0] > 0) return Powers(x);
        return (Powers(x).Cubes, new double[1]);
    }

    [Differentiable(Order = 2)]
    private static double[] Scaled(double[] x)
    {
        var y = (double[])x.Clone();
        y[0] *= x[1];
        return y;
    }

    /// <summary>Reads what another method has made, and hands it on.</summary>
    [Differentiable(Order = 2)]
    private static (double Sum, double[] Made) Summed(double[] x)
    {
        var (made, sum) = (Scaled(x), 0.0);
        foreach (var v in made) sum += v * v * made[0];
        return (sum, made);
    }

    [Differentiable(Order = 2)]
    private static double WritesWhatWasHandedOn(double[] x)
    {
        var (sum, made) = Summed(x);
        for (var i = 0; i < made.Length; i++) made[i] *= sum;
        return made[0] * made[1] + sum;
    }

    [Fact]
    public static void What_a_method_hands_on_may_be_written_by_its_caller()
    {
        GradientCheck.Verify(WritesWhatWasHandedOnGradient(X), WritesWhatWasHandedOn, X);
        Same(Differences.Jacobian(X, p => WritesWhatWasHandedOnGradient(p)), WritesWhatWasHandedOnHessian(X), 1e-8);
    }

    [Fact]
    public static void The_weight_is_a_tuple_of_arrays()
    {
        var gradient = new double[3];
        var value = PowersVjp(X, ([1, 0, 0], [0, 1, 2]), gradient);
        Assert.Equal(X[2] * X[2] * X[2], value.Cubes[2]);
        Same([2 * X[0], 3 * X[1] * X[1], 6 * X[2] * X[2]], gradient);
    }

    [Fact]
    public static void The_tangent_is_a_tuple_of_arrays()
    {
        var (_, tangent) = PowersJvp(X, [1, 1, 1]);
        Same([2 * X[0], 2 * X[1], 2 * X[2]], tangent.Squares);
        Same([3 * X[0] * X[0], 3 * X[1] * X[1], 3 * X[2] * X[2]], tangent.Cubes);
    }

    [Fact]
    public static void A_pullback_takes_the_tuple_of_weights_as_often_as_wanted()
    {
        using var pullback = NormalizedWithPullback(X, 2);
        var first = pullback.Gradient((1, ([1, 2, 3], 0)));
        var second = pullback.Gradient((1, ([1, 2, 3], 0)));
        Assert.Equal(3, pullback.Value.More.Count);
        Same(first.x, second.x);
        Assert.Equal(first.scale, second.scale);
    }

    [Fact]
    public static void Vjp_and_Jvp_of_nested_tuples_agree()
    {
        var (gradient, scaleGradient) = (new double[3], 0.0);
        NormalizedVjp(X, 2, (1, ([1, 2, 3], 0)), gradient, ref scaleGradient);
        var (_, tangent) = NormalizedJvp(X, 2, [1, -1, 2], 0.5);
        var forward = tangent.Norm + tangent.More.Unit[0] + 2 * tangent.More.Unit[1] + 3 * tangent.More.Unit[2];
        Assert.Equal(forward, gradient[0] - gradient[1] + 2 * gradient[2] + 0.5 * scaleGradient, 13);
    }

    [Fact]
    public static void The_rows_of_the_Jacobian_are_in_the_order_of_the_tuple()
    {
        var jacobian = NormalizedJacobian(X, 2);
        var expected = Differences.Jacobian([.. X, 2], p =>
        {
            var (norm, (unit, _)) = Normalized(p[..3], p[3]);
            return [norm, .. unit];
        });
        Same(expected, jacobian, 1e-8);
    }

    [Fact]
    public static void Matrices_and_jagged_arrays_have_rows_too()
    {
        var jacobian = TablesJacobian(X);
        var expected = Differences.Jacobian(X, p =>
        {
            var (outer, rows, trace) = Tables(p);
            return [.. outer.Cast<double>(), .. rows.SelectMany(row => row), trace];
        });
        Same(expected, jacobian, 1e-8);
    }

    [Fact]
    public static void Arrays_of_a_called_tuple_flow_on_and_may_be_written() => GradientCheck.Verify(CallsPowersGradient(X), CallsPowers, X);

    [Fact]
    public static void Fields_of_a_called_tuple_flow_on() =>
        GradientCheck.Verify(Flat(CallsAllGradient(X, 1.5)), p => CallsAll(p[..3], p[3]), [.. X, 1.5]);

    [Fact]
    public static void A_called_tuple_may_be_returned()
    {
        Same(Differences.Jacobian(X, p => [.. Forwards(p).First, .. Forwards(p).Second]), ForwardsJacobian(X), 1e-8);
        double[] y = [-0.4, 0.2, 0.1];
        Same(Differences.Jacobian(y, p => [.. Forwards(p).First, .. Forwards(p).Second]), ForwardsJacobian(y), 1e-8);
    }

    [Fact]
    public static void Forward_mode_of_callers_agrees_with_reverse_mode()
    {
        var gradient = CallsAllGradient(X, 1.5);
        var tangent = CallsAllJvp(X, 1.5, [1, 2, -1], 0.25).Tangent;
        Assert.Equal(gradient.x[0] + 2 * gradient.x[1] - gradient.x[2] + 0.25 * gradient.scale, tangent, 13);
    }

    [Fact]
    public static void A_weight_of_the_wrong_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => PowersVjp(X, (new double[3], new double[2]), new double[3]));

    private static double[] Flat((double[] x, double scale) gradient) => [.. gradient.x, gradient.scale];

    private static void Same(double[] expected, double[] actual) => Assert.Equal(expected, actual, (left, right) => Math.Abs(left - right) <= 1e-14);

    private static void Same(double[,] expected, double[,] actual, double tolerance) =>
        Assert.Equal(expected.Cast<double>(), actual.Cast<double>(), (left, right) => Math.Abs(left - right) <= tolerance);
}
