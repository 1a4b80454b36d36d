namespace Diff.Tests.Memory;

public class WrittenMemoryTests
{
    // Central differences with a step of 6e-6 are right to about 1e-10 relative; the kernels amplify that by less than 1e3.
    private const double Tolerance = 1e-7;

    private static readonly double[] X = [0.3, 0.5, -0.2, 0.9];

    [Fact]
    public void A_written_parameter_takes_weights_in_and_hands_gradients_out()
    {
        double[] x = [0.3, -0.2, 0.7], y = [1.1, 0.4, 0.9], weight = [1, 2, 3];
        var (xGradient, aGradient) = (new double[3], 0.0);
        Kernels.SquareAndAddVjp(0.5, x, [.. y], weight, ref aGradient, xGradient);
        Assert.Equal([0.5, 1, 1.5], xGradient);
        Assert.Equal([2 * 1.1, 2 * 2 * 0.4, 3 * 2 * 0.9], weight, (expected, actual) => Math.Abs(expected - actual) < 1e-15);
        Assert.Equal(0.3 - 0.4 + 2.1, aGradient, 15);
    }

    [Fact]
    public void The_Jacobian_of_a_writer_has_columns_for_what_was_there_before()
    {
        var jacobian = Kernels.SquareAndAddJacobian(0.5, [0.3, -0.2], [1.1, 0.4]);
        Assert.Equal(new[,] { { 0.3, 0.5, 0, 2.2, 0 }, { -0.2, 0, 0.5, 0, 0.8 } }, jacobian);
    }

    [Fact]
    public void The_Jacobian_of_a_returned_array_has_a_row_per_element() =>
        Assert.Equal(new[,] { { 0.6, 0 }, { 0, -0.4 } }, Kernels.SquaresJacobian([0.3, -0.2]));

    [Fact]
    public void A_method_that_writes_a_span_can_be_called_in_a_loop() =>
        Check(p => Kernels.CallsWriter(p[0], p.AsSpan(1)), p => { var (a, x) = Kernels.CallsWriterGradient(p[0], p.AsSpan(1)); return [a, .. x]; }, X);

    [Fact]
    public void Returned_arrays_flow_on() => Check(Kernels.CallsReturner, Kernels.CallsReturnerGradient, X);

    [Fact]
    public void Buffers_that_change_places_in_a_time_loop() =>
        Check(p => Kernels.Heat(p[1..], p[0], 5), p => { var (u, k) = Kernels.HeatGradient(p[1..], p[0], 5); return [k, .. u]; }, [0.2, .. X]);

    [Fact]
    public void A_pullback_over_swapped_buffers_can_be_applied_twice()
    {
        using var pullback = Kernels.HeatWithPullback(X, 0.2, 5);
        var first = pullback.Gradient(1);
        var second = pullback.Gradient(1);
        Assert.Equal(first.start, second.start);
        Assert.Equal(first.k, second.k);
    }

    [Fact]
    public void Swapped_buffers_have_tangents_too()
    {
        var (_, k) = Kernels.CallsSwapperGradient(X, 0.2);
        Assert.Equal(k, Kernels.CallsSwapperJvp(X, 0.2, new double[4], 1).Tangent, 12);
    }

    [Fact]
    public void In_place_scans_with_early_exit_and_element_swaps() =>
        Check(p => Kernels.Scan(p[1..], p[0]), p => { var (x, a) = Kernels.ScanGradient(p[1..], p[0]); return [a, .. x]; }, [0.7, .. X]);

    [Fact]
    public void Recursion_with_a_buffer_per_level() => Check(p => Kernels.Halves(p, 0, 4), p => Kernels.HalvesGradient(p, 0, 4), X);

    [Fact]
    public void A_weight_of_the_wrong_length_is_named_before_anything_is_written()
    {
        var gradient = new double[4];
        var error = Assert.Throws<ArgumentException>(() => Kernels.SquaresVjp(X, new double[3], gradient));
        Assert.Contains("weight", error.Message, StringComparison.Ordinal);
        Assert.All(gradient, cell => Assert.Equal(0, cell));
    }

    [Fact]
    public void A_written_parameter_must_not_overlap_an_input()
    {
        var shared = new double[4];
        var error = Assert.Throws<ArgumentException>(() =>
        {
            var a = 0.0;
            Kernels.SquareAndAddVjp(1, shared.AsSpan(0, 2), shared.AsSpan(1, 2), new double[2], ref a, new double[2]);
        });
        Assert.Contains("x", error.Message, StringComparison.Ordinal);
        Assert.Contains("y", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Disjoint_slices_of_one_buffer_may_be_passed_to_a_writer() =>
        Check(p => Kernels.AddsToASlice(p, 2), p => Kernels.AddsToASliceGradient(p, 2), X);

    [Fact]
    public void Overlapping_slices_of_one_buffer_are_refused_at_the_call()
    {
        var error = Assert.Throws<ArgumentException>(() => Kernels.AddsToASliceGradient(X, 1));
        Assert.Contains("'y' and 'x'", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Kernels.AddsToASliceJvp(X, 1, X));
    }

    private static void Check(Func<double[], double> f, Func<double[], double[]> gradient, double[] at) => GradientCheck.Verify(gradient(at), f, at, Tolerance);
}
