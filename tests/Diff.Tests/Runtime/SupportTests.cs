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
    public void Overlapping_buffers_are_named()
    {
        var buffer = new double[10];
        Buffers.RequireNoOverlap<double>(buffer.AsSpan(0, 5), "x", buffer.AsSpan(5), "xGradient");
        Buffers.RequireNoOverlap<double>(buffer.AsSpan(3, 0), "x", buffer, "xGradient");
        var thrown = Assert.Throws<ArgumentException>(
            () => Buffers.RequireNoOverlap<double>(buffer.AsSpan(0, 6), "x", buffer.AsSpan(5), "xGradient"));
        Assert.StartsWith("'x' and 'xGradient' overlap in memory", thrown.Message);
    }

    [Fact]
    public void The_same_variable_passed_twice_is_named()
    {
        var buffer = new double[10];
        double a = 0, b = 0;
        Buffers.RequireNoOverlap(ref a, "aGradient", ref b, "bGradient");
        Buffers.RequireNoOverlap(ref a, "aGradient", buffer, "x");
        Assert.Throws<ArgumentException>(() => Buffers.RequireNoOverlap(ref a, "aGradient", ref a, "bGradient"));
        Assert.Throws<ArgumentException>(() => Buffers.RequireNoOverlap(ref buffer[9], "aGradient", buffer, "x"));
    }

    [Fact]
    public void Matrices_and_jagged_arrays_that_share_memory_are_named()
    {
        var matrix = new double[2, 2];
        double[] row = [1];
        double[][] a = [row, [2]];
        double[][] b = [[3], row];
        Buffers.RequireNoOverlap(matrix, "a", Buffers.ZerosLike(matrix), "aGradient");
        Buffers.RequireNoOverlap(a, "a", Buffers.ZerosLike(a), "aGradient");
        Assert.Throws<ArgumentException>(() => Buffers.RequireNoOverlap(matrix, "a", matrix, "aGradient"));
        Assert.Throws<ArgumentException>(() => Buffers.RequireNoOverlap(a, "a", b, "aGradient"));
    }

    [Fact]
    public void A_dot_product_ignores_partials_under_a_zero_tangent()
    {
        Assert.Equal(2.0 * 3 + 4 * 5, Buffers.Dot<double>([3, 5], [2, 4]));
        Assert.Equal(6.0, Buffers.Dot<double>([3, double.PositiveInfinity], [2, 0]));
        Assert.Equal(0f, Buffers.Dot<float>([3, 5], []));
    }
}
