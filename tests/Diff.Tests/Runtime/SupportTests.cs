namespace Diff.Tests.Runtime;

public sealed class SupportTests
{
    [Fact]
    public void Detach_is_the_identity_on_values_arrays_and_spans()
    {
        double[] array = [1, 2];
        Span<double> span = array;
        Assert.Equal(3.5, Gradient.Detach(3.5));
        Assert.Same(array, Gradient.Detach(array));
        Assert.True(Gradient.Detach(span) == span);
    }

    [Theory]
    [InlineData(0.0, double.PositiveInfinity, 0.0)]
    [InlineData(-0.0, double.NaN, 0.0)]
    [InlineData(2.0, 3.0, 6.0)]
    [InlineData(double.NaN, 0.0, double.NaN)]
    [InlineData(1.0, double.PositiveInfinity, double.PositiveInfinity)]
    public void A_zero_weight_wins_and_a_nan_weight_propagates(double w, double p, double expected)
    {
        Assert.Equal(expected, Weight.Times(w, p));
        Assert.Equal((float)expected, Weight.Times((float)w, (float)p));
        Assert.Equal((Half)expected, Weight.Times((Half)w, (Half)p));
    }

    [Theory]
    [InlineData(0.0, 0.0, 0.0)]
    [InlineData(6.0, 3.0, 2.0)]
    [InlineData(1.0, 0.0, double.PositiveInfinity)]
    [InlineData(double.NaN, 1.0, double.NaN)]
    public void Division_by_zero_with_a_zero_weight_is_zero(double w, double d, double expected)
    {
        Assert.Equal(expected, Weight.Divide(w, d));
        Assert.Equal((float)expected, Weight.Divide((float)w, (float)d));
        Assert.Equal((Half)expected, Weight.Divide((Half)w, (Half)d));
    }

    [Fact]
    public void A_wrong_length_names_the_parameter_and_both_lengths()
    {
        Buffers.RequireLength("w", 3, 3);
        var thrown = Assert.Throws<ArgumentException>(() => Buffers.RequireLength("wGradient", 3, 4));
        Assert.Equal("wGradient", thrown.ParamName);
        Assert.StartsWith("'wGradient' has length 3, but length 4 is expected.", thrown.Message);
    }

    [Fact]
    public void A_wrong_shape_names_the_parameter_and_both_shapes()
    {
        Buffers.RequireShape("a", new double[2, 3], new double[2, 3]);
        Buffers.RequireShape("a", [[1.0], [2, 3]], new double[][] { [0], [0, 0] });
        var matrix = Assert.Throws<ArgumentException>(() => Buffers.RequireShape("a", new double[2, 3], new double[3, 2]));
        Assert.StartsWith("'a' has shape 2×3, but shape 3×2 is expected.", matrix.Message);
        var jagged = Assert.Throws<ArgumentException>(() => Buffers.RequireShape("a", new double[][] { [0] }, new double[][] { [0, 0] }));
        Assert.StartsWith("'a[0]' has length 1, but length 2 is expected.", jagged.Message);
    }

    [Fact]
    public void A_matrix_that_is_null_is_named()
    {
        double[,] x = new double[2, 3], missing = null!;
        double[][] rows = [[1], null!], missingRows = null!;
        Assert.Equal("a", Assert.Throws<ArgumentNullException>(() => Buffers.RequireShape("a", missing, x)).ParamName);
        Assert.Equal("missing", Assert.Throws<ArgumentNullException>(() => Buffers.RequireShape("a", x, missing)).ParamName);
        Assert.Equal("missing", Assert.Throws<ArgumentNullException>(() => Buffers.ZerosLike(missing)).ParamName);
        Assert.Equal("missingRows", Assert.Throws<ArgumentNullException>(() => Buffers.ZerosLike(missingRows)).ParamName);
        Assert.Equal("rows[1]", Assert.Throws<ArgumentNullException>(() => Buffers.ZerosLike(rows)).ParamName);
        Assert.Equal("a[1]", Assert.Throws<ArgumentNullException>(() => Buffers.RequireShape("a", rows, new double[][] { [0], [0] })).ParamName);
    }

    [Fact]
    public void Overlapping_buffers_are_named()
    {
        var buffer = new double[10];
        Buffers.RequireNoOverlap<double>(buffer.AsSpan(0, 5), "x").With(buffer.AsSpan(5), "xGradient");
        Buffers.RequireNoOverlap<double>(buffer.AsSpan(3, 0), "x").With(buffer, "xGradient");
        Buffers.RequireNoOverlap<double>(buffer, "x").With(buffer.AsSpan(3, 0), "xGradient").With(Span<double>.Empty, "y");
        var thrown = Assert.Throws<ArgumentException>(() =>
            Buffers.RequireNoOverlap<double>(buffer.AsSpan(0, 6), "x").With(buffer.AsSpan(6), "y").With(buffer.AsSpan(5), "xGradient"));
        Assert.StartsWith("'x' and 'xGradient' overlap in memory", thrown.Message);
        Assert.Equal("x", thrown.ParamName);
    }

    [Fact]
    public void Buffers_that_overlap_have_the_names_of_the_arguments()
    {
        double[] @in = [1], x = [2];
        var thrown = Assert.Throws<ArgumentException>(() => Buffers.RequireNoOverlap<double>(@in).With(x).With(ref @in[0]));
        Assert.StartsWith("'in' and 'in[0]' overlap in memory", thrown.Message);
        Assert.Equal("in", thrown.ParamName);
    }

    [Fact]
    public void The_same_variable_passed_twice_is_named()
    {
        var buffer = new double[10];
        double a = 0, b = 0;
        Buffers.RequireNoOverlap<double>(ref a).With(ref b).With(buffer).With(Span<double>.Empty);
        Buffers.RequireNoOverlap<double>(buffer.AsSpan(1, 8)).With(ref a).With(ref buffer[0]).With(ref buffer[9]);
        Buffers.RequireNoOverlap<double>(buffer.AsSpan(3, 0)).With(ref buffer[3]);
        Assert.StartsWith("'a' and 'a' overlap",
            Assert.Throws<ArgumentException>(() => Buffers.RequireNoOverlap<double>(ref a).With(ref b).With(ref a)).Message);
        Assert.Throws<ArgumentException>(() => Buffers.RequireNoOverlap<double>(ref buffer[9]).With(buffer));
        Assert.Throws<ArgumentException>(() => Buffers.RequireNoOverlap<double>(buffer).With(ref buffer[0]));
        Assert.Throws<ArgumentException>(() => Buffers.RequireNoOverlap<double>(buffer).With(ref buffer[9]));
    }

    [Fact]
    public void Matrices_and_jagged_arrays_that_share_memory_are_named()
    {
        double[,] matrix = new double[2, 2], empty = new double[0, 2];
        var volume = new double[1, 2, 1];
        double[] row = [1];
        double[][] a = [row, [2]];
        double[][] b = [[3], row];
        Buffers.RequireNoOverlap<double>(matrix).With(Buffers.ZerosLike(matrix)).With(empty).With((double[,])null!);
        Buffers.RequireNoOverlap<double>(volume).With(Buffers.ZerosLike(volume));
        Buffers.RequireNoOverlap<double>(a).With(Buffers.ZerosLike(a));
        Buffers.RequireNoOverlap<double>(in a[1][0]).With(b).With(matrix).With(volume).With(empty);
        Assert.Throws<ArgumentException>(() => Buffers.RequireNoOverlap<double>(matrix).With(matrix));
        Assert.Throws<ArgumentException>(() => Buffers.RequireNoOverlap<double>(volume).With(volume));
        Assert.Throws<ArgumentException>(() => Buffers.RequireNoOverlap<double>(a).With(b));
        Assert.Throws<ArgumentException>(() => Buffers.RequireNoOverlap<double>(in row[0]).With(b));
        Assert.Throws<ArgumentException>(() => Buffers.RequireNoOverlap<double>(in matrix[1, 1]).With(matrix));
    }

    [Fact]
    public void A_dot_product_ignores_partials_under_a_zero_tangent()
    {
        Assert.Equal(2.0 * 3 + 4 * 5, Buffers.Dot<double>([3, 5], [2, 4]));
        Assert.Equal(6.0, Buffers.Dot<double>([3, double.PositiveInfinity], [2, 0]));
        Assert.Equal(0f, Buffers.Dot<float>([3, 5], []));
    }
}
