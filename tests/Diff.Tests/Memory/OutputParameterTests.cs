namespace Diff.Tests.Memory;

/// <summary>Written parameters whose elements are never read before they are written: results, and no inputs.</summary>
public static partial class OutputParameterTests
{
    private static readonly double[] X = [0.3, -0.2, 0.7];

    private static readonly double[,] M = { { 1, 2, 3 }, { 4, 5, 6 } };

    [Differentiable]
    private static void Squares(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[i];
    }

    [Differentiable]
    private static void Multiply(double[,] m, ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = 0;
            for (var j = 0; j < x.Length; j++) y[i] += m[i, j] * x[j];
        }
    }

    [Differentiable]
    private static void Scatter(ReadOnlySpan<double> x, int[] at, Span<double> y)
    {
        y.Clear();
        for (var i = 0; i < at.Length; i++) y[at[i]] += x[i] * x[i];
    }

    [Differentiable]
    private static void Cubes(ReadOnlySpan<double> x, Span<double> y)
    {
        Squares(x, y.Slice(0, x.Length));
    }

    [Differentiable]
    private static void AddSquares(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] += x[i] * x[i];
    }

    [Differentiable]
    private static void ClearedFirst(ReadOnlySpan<double> x, Span<double> y)
    {
        y.Fill(1);
        AddSquares(x, y);
    }

    [Differentiable]
    private static void Outer(ReadOnlySpan<double> x, double[,] y)
    {
        for (var i = 0; i < y.GetLength(0); i++)
            for (var j = 0; j < y.GetLength(1); j++) y[i, j] = 1;
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < x.Length; j++) y[i, j] *= x[i] * x[j];
    }

    [Differentiable]
    private static void Sometimes(ReadOnlySpan<double> x, Span<double> y, bool isKept)
    {
        for (var i = 0; i < y.Length; i++)
        {
            if (!isKept) y[i] = 0;
            y[i] += x[i];
        }
    }

    [Differentiable]
    private static void Shift(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i + 1 < y.Length; i++)
        {
            y[i] = x[i];
            y[i + 1] += y[i];
        }
    }

    [Differentiable]
    private static int Counted(ReadOnlySpan<double> x, Span<double> y)
    {
        x.CopyTo(y);
        y.Reverse();
        return y.Length;
    }

    [Fact]
    public static void An_output_has_no_columns() => Assert.Equal(new[,] { { 0.6, 0, 0 }, { 0, -0.4, 0 }, { 0, 0, 1.4 } }, SquaresJacobian(X, new double[3]));

    [Fact]
    public static void Elements_that_were_set_before_they_are_added_to_are_outputs()
    {
        var jacobian = MultiplyJacobian(M, X, new double[2]);
        Assert.Equal((2, 9), (jacobian.GetLength(0), jacobian.GetLength(1)));
        Assert.Equal([1, 2, 3, 4, 5, 6], from i in Enumerable.Range(0, 2) from j in Enumerable.Range(6, 3) select jacobian[i, j]);
    }

    [Fact]
    public static void Buffers_that_were_cleared_as_a_whole_are_outputs() =>
        Assert.Equal(new[,] { { 0, -0.4, 1.4 }, { 0.6, 0, 0 } }, ScatterJacobian(X, [1, 0, 0], new double[2]));

    [Fact]
    public static void Matrices_that_were_set_as_a_whole_are_outputs() => Assert.Equal(3, OuterJacobian(X, new double[3, 3]).GetLength(1));

    [Fact]
    public static void An_output_of_a_callee_is_an_output() => Assert.Equal(3, CubesJacobian(X, new double[3]).GetLength(1));

    [Fact]
    public static void What_a_callee_adds_to_may_have_been_set_before() => Assert.Equal(new[,] { { 0.6, 0, 0 }, { 0, -0.4, 0 }, { 0, 0, 1.4 } }, ClearedFirstJacobian(X, new double[3]));

    [Fact]
    public static void What_is_set_on_some_path_only_is_an_input() => Assert.Equal(6, SometimesJacobian(X, new double[3], true).GetLength(1));

    [Fact]
    public static void Another_element_than_the_one_that_was_set_is_an_input() => Assert.Equal(6, ShiftJacobian(X, new double[3]).GetLength(1));

    [Fact]
    public static void What_a_callee_adds_to_is_an_input() => Assert.Equal(6, AddSquaresJacobian(X, new double[3]).GetLength(1));

    [Fact]
    public static void A_copy_that_is_turned_round_is_an_input_as_its_length_may_differ() => Assert.Equal(6, CountedJacobian(X, new double[3]).GetLength(1));

    [Fact]
    public static void The_weight_of_an_output_leaves_as_zero()
    {
        var (weight, xGradient) = (new double[] { 1, 2, 3 }, new double[3]);
        SquaresVjp(X, new double[3], weight, xGradient);
        Assert.Equal([0, 0, 0], weight);
        Assert.Equal([0.6, -0.8, 4.2], xGradient, (expected, actual) => Math.Abs(expected - actual) < 1e-15);
    }
}
