namespace Diff.Tests.Memory;

/// <summary>The rules for the buffers that callers pass: lengths and overlaps are checked before anything is written.</summary>
public static partial class BufferRuleTests
{
    /// <summary>y ← a·x + y², and the sum of x is returned.</summary>
    [Differentiable]
    internal static double Step(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = a * x[i] + y[i] * y[i];
            sum += x[i] * x[i];
        }

        return sum;
    }

    [Differentiable]
    internal static double Line(double slope, double offset, ReadOnlySpan<double> x, double[] z)
    {
        var sum = offset;
        for (var i = 0; i < x.Length; i++) sum += slope * x[i] * z[i];
        return sum;
    }

    /// <summary>y is set and never read.</summary>
    [Differentiable]
    internal static void Set(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = x[i] * x[i];
    }

    private static readonly double[] X = [1, 2, 3];

    private static void Refused(Action action, params string[] names)
    {
        var error = Assert.Throws<ArgumentException>(action);
        Assert.All(names, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public static void A_gradient_of_the_wrong_length_is_refused_with_both_lengths() => Refused(
        () =>
        {
            double s = 0, o = 0;
            LineVjp(1, 1, X, [.. X], 1, ref s, ref o, new double[2], new double[3]);
        },
        "xGradient", "2", "3");

    [Fact]
    public static void A_tangent_of_the_wrong_length_is_refused_with_both_lengths() =>
        Refused(() => LineJvp(1, 1, X, [.. X], 0, 0, new double[3], new double[4]), "zTangent", "4", "3");

    [Fact]
    public static void A_gradient_may_not_overlap_an_input() => Refused(
        () =>
        {
            var memory = new double[5];
            LineValueAndGradient(1, 1, memory.AsSpan(0, 3), [.. X], out _, out _, memory.AsSpan(2, 3), new double[3]);
        },
        "xGradient", "'x'");

    [Fact]
    public static void Two_gradients_may_not_overlap() => Refused(
        () =>
        {
            var memory = new double[5];
            LineValueAndGradient(1, 1, X, [.. X], out _, out _, memory.AsSpan(0, 3), memory.AsSpan(2, 3));
        },
        "xGradient", "zGradient");

    [Fact]
    public static void Two_accumulators_may_not_be_the_same_variable() => Refused(
        () =>
        {
            var both = 0.0;
            LineVjp(1, 1, X, [.. X], 1, ref both, ref both, new double[3], new double[3]);
        },
        "slopeGradient", "offsetGradient");

    [Fact]
    public static void An_accumulator_may_not_be_an_element_of_a_gradient() => Refused(
        () =>
        {
            var (memory, offset) = (new double[3], 0.0);
            LineVjp(1, 1, X, [.. X], 1, ref memory[1], ref offset, memory, new double[3]);
        },
        "slopeGradient", "xGradient");

    [Fact]
    public static void An_accumulator_may_not_be_an_element_of_an_input() => Refused(
        () =>
        {
            var (memory, offset) = (new double[3], 0.0);
            LineVjp(1, 1, memory, [.. X], 1, ref memory[1], ref offset, new double[3], new double[3]);
        },
        "slopeGradient", "'x'");

    [Fact]
    public static void A_weight_may_not_overlap_the_buffer_it_belongs_to() => Refused(
        () =>
        {
            var (memory, a) = (new double[3], 0.0);
            StepVjp(1, X, memory, 1, memory, ref a, new double[3]);
        },
        "yWeight", "'y'");

    [Fact]
    public static void A_weight_may_not_overlap_a_gradient() => Refused(
        () =>
        {
            var (memory, a) = (new double[3], 0.0);
            StepVjp(1, X, new double[3], 1, memory, ref a, memory);
        },
        "xGradient", "yWeight");

    [Fact]
    public static void A_weight_has_the_length_of_its_buffer() => Refused(
        () =>
        {
            var a = 0.0;
            StepVjp(1, X, new double[3], 1, new double[4], ref a, new double[3]);
        },
        "yWeight", "4", "3");

    [Fact]
    public static void A_written_buffer_may_not_overlap_an_input_in_any_member()
    {
        Refused(() => { var m = new double[5]; StepWithPullback(1, m.AsSpan(0, 3), m.AsSpan(2, 3)).Dispose(); }, "'y'", "'x'");
        Refused(() => { var m = new double[5]; StepJacobian(1, m.AsSpan(0, 3), m.AsSpan(2, 3)); }, "'y'", "'x'");
        Refused(() => { var m = new double[5]; StepJvp(1, m.AsSpan(0, 3), m.AsSpan(2, 3), 0, X, new double[3]); }, "'y'", "'x'");
    }

    [Fact]
    public static void Nothing_is_written_before_the_checks()
    {
        var (a, y, weight) = (7.0, new double[] { 4, 5, 6 }, new double[] { 1, 1, 1 });
        Assert.Throws<ArgumentException>(() => StepVjp(1, X, y, 1, weight, ref a, new double[2]));
        Assert.Equal([4, 5, 6], y);
        Assert.Equal([1, 1, 1], weight);
        Assert.Equal(7, a);
    }

    [Fact]
    public static void A_pullback_checks_the_buffers_it_is_given()
    {
        Refused(() => { using var p = LineWithPullback(1, 1, X, [.. X]); double s = 0, o = 0; p.AddGradient(1, ref s, ref o, new double[2], new double[3]); }, "xGradient", "2", "3");
        Refused(() => { using var p = LineWithPullback(1, 1, X, [.. X]); double s = 0, o = 0; p.AddGradient(1, ref s, ref o, X, new double[3]); }, "xGradient", "'x'");
        Refused(() => { using var p = LineWithPullback(1, 1, X, [.. X]); double s = 0, o = 0; var g = new double[3]; p.AddGradient(1, ref s, ref o, g, g); }, "xGradient", "zGradient");
        Refused(() => { using var p = LineWithPullback(1, 1, X, [.. X]); var s = 0.0; p.AddGradient(1, ref s, ref s, new double[3], new double[3]); }, "slopeGradient", "offsetGradient");
        Refused(() => { using var p = StepWithPullback(1, X, new double[3]); p.Gradient(1, new double[2]); }, "yWeight", "2", "3");
        Refused(() => { using var p = StepWithPullback(1, X, new double[3]); p.Gradient(1, X); }, "yWeight", "'x'");
    }

    [Fact]
    public static void Empty_buffers_overlap_nothing()
    {
        double s = 0, o = 0;
        Assert.Equal(2.5, LineVjp(1, 2.5, [], [], 1, ref s, ref o, [], []));
        Assert.Equal((0.0, 1.0), (s, o));
    }

    [Fact]
    public static void Inputs_that_are_only_read_may_be_the_same()
    {
        var x = X.ToArray();
        var (value, gradient) = LineValueAndGradient(2, 0, x, x);
        Assert.Equal(28, value);
        Assert.Equal([2, 4, 6], gradient.x);
        Assert.Equal([2, 4, 6], gradient.z);
    }

    [Fact]
    public static void The_weight_of_an_output_that_is_never_read_leaves_as_zero()
    {
        double[] weight = [1, 10, 100];
        var gradient = new double[3];
        SetVjp(X, new double[3], weight, gradient);
        Assert.Equal([0, 0, 0], weight);
        Assert.Equal([2, 40, 600], gradient);
    }

    [Fact]
    public static void The_weight_of_an_in_out_buffer_leaves_as_the_gradient_of_what_was_passed_in()
    {
        double[] weight = [1, 10, 100];
        var (a, gradient) = (0.0, new double[3]);
        StepVjp(2, X, [4, 5, 6], 1, weight, ref a, gradient);
        Assert.Equal([8, 100, 1200], weight);
        Assert.Equal([2 + 2, 20 + 4, 200 + 6], gradient);
        Assert.Equal(1 + 20 + 300, a);
    }
}
