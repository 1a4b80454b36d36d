namespace Diff.Tests.Memory;

/// <summary>Jacobians come row by row from the pullback or column by column from forward mode, whichever are fewer.</summary>
public static partial class JacobianTests
{
    // Central differences of functions of size 1.
    private const double Tolerance = 1e-8;

    private static int runs;

    [Differentiable]
    private static double[] Curve(double t, int n)
    {
        var points = new double[n];
        for (var i = 0; i < n; i++) points[i] = Math.Sin(t * (i + 1));
        return points;
    }

    [Differentiable]
    private static void Samples((double X, double Y) at, ReadOnlySpan<double> x, Span<double> y, out double last)
    {
        for (var i = 0; i < y.Length; i++) y[i] = at.X * Math.Exp(-at.Y * i) * x[i % x.Length];
        last = y[^1] * at.X;
    }

    [Differentiable]
    private static (double, double, double) Fixed(double x, double y) => (x * y, x + y * y, Math.Sin(x));

    [Differentiable]
    private static double[] Counted(double t, int n)
    {
        runs++;
        return Curve(t, n);
    }

    [Differentiable]
    private static void Grow(double a, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] *= a * y[i];
    }

    [Differentiable]
    private static double[] Sums(double[][] x, double[,] m, float f)
    {
        var sums = new double[9];
        for (var i = 0; i < x.Length; i++)
            foreach (var v in x[i]) sums[i] += v * v * m[0, 1] * f;
        for (var i = 2; i < 9; i++) sums[i] = m[0, 0] * sums[i - 1] + i * f;
        return sums;
    }

    [Fact]
    public static void One_input_and_many_outputs() =>
        Same(Differences.Jacobian([0.3], p => Curve(p[0], 7)), CurveJacobian(0.3, 7));

    [Fact]
    public static void As_many_inputs_as_outputs() => Same(Differences.Jacobian([0.3], p => Curve(p[0], 1)), CurveJacobian(0.3, 1));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public static void Written_outputs_tuples_and_out_parameters(int length)
    {
        var y = new double[length];
        var jacobian = SamplesJacobian((0.7, 0.2), [1.5, 0.5], y, out var last);
        Same(Differences.Jacobian([0.7, 0.2, 1.5, 0.5], p =>
        {
            Samples((p[0], p[1]), p.AsSpan(2), y, out last);
            return [.. y, last];
        }), jacobian);
        Assert.Equal(last, y[^1] * 0.7);
    }

    [Fact]
    public static void What_the_method_delivers_is_delivered_on_either_way()
    {
        var y = new double[8];
        SamplesJacobian((0.7, 0.2), [1.5, 0.5], y, out var last);
        var expected = new double[8];
        Samples((0.7, 0.2), [1.5, 0.5], expected, out var expectedLast);
        Assert.Equal(expected, y);
        Assert.Equal(expectedLast, last);
    }

    [Fact]
    public static void Sizes_that_are_known_beforehand() =>
        Same(Differences.Jacobian([0.3, 0.4], p => { var (a, b, c) = Fixed(p[0], p[1]); return [a, b, c]; }), FixedJacobian(0.3, 0.4));

    [Fact]
    public static void A_method_with_effects_is_run_once()
    {
        runs = 0;
        var jacobian = CountedJacobian(0.3, 7);
        Assert.Equal(1, runs);
        Same(CurveJacobian(0.3, 7), jacobian);
    }

    [Fact]
    public static void A_method_that_changes_its_input_is_run_once()
    {
        double[] y = [0.3, 0.4];
        Same(new[,] { { 0.09, 2 * 2 * 0.3, 0 }, { 0.16, 0, 2 * 2 * 0.4 } }, GrowJacobian(2, y));
        Assert.Equal([2 * 0.3 * 0.3, 2 * 0.4 * 0.4], y, (left, right) => Math.Abs(left - right) < 1e-15);
    }

    [Fact]
    public static void Jagged_arrays_matrices_and_single_precision()
    {
        var jacobian = SumsJacobian([[0.2], [0.3, 0.4]], new[,] { { 0.5, 0.6 } }, 1.5f);
        var expected = Differences.Jacobian([0.2, 0.3, 0.4, 0.5, 0.6], p => Sums([[p[0]], [p[1], p[2]]], new[,] { { p[3], p[4] } }, 1.5f));
        for (var row = 0; row < 9; row++)
            for (var column = 0; column < 5; column++) Assert.Equal(expected[row, column], jacobian[row, column], Tolerance);
    }

    private static void Same(double[,] expected, double[,] actual)
    {
        Assert.Equal((expected.GetLength(0), expected.GetLength(1)), (actual.GetLength(0), actual.GetLength(1)));
        Assert.Equal(expected.Cast<double>(), actual.Cast<double>(), (left, right) => Math.Abs(left - right) <= Tolerance);
    }
}
