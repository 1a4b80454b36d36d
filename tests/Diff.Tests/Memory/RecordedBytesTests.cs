namespace Diff.Tests.Memory;

/// <summary>A loop records what the comment at the head of its derivative says, and nothing else that grows.</summary>
public static partial class RecordedBytesTests
{
    private const int Trips = 1_000_000;

    // What does not grow: scalars of the method itself.
    private const long Constant = 64;

    [Differentiable]
    internal static double Logistic(double r, double x0, int steps)
    {
        var x = x0;
        for (var i = 0; i < steps; i++) x = r * x * (1 - x);
        return x;
    }

    [Differentiable]
    internal static double Halve(double x, [NoGradient] double limit)
    {
        while (x > limit) x -= 1e-6 * x * x;
        return x;
    }

    [Differentiable]
    internal static double Squares(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        foreach (var e in x) s += e * e;
        return s;
    }

    [Differentiable]
    internal static double Ring(ReadOnlySpan<double> x, int trips, int width)
    {
        var s = 0.0;
        for (var i = 0; i < trips; i++) s += x[i % 3] * x[(i + 1) % width];
        return s;
    }

    [Differentiable]
    internal static double Until(double x, ReadOnlySpan<double> w, [NoGradient] double limit)
    {
        for (var i = 0; i < w.Length; i++)
        {
            x -= w[i] * x * x;
            if (x < limit) break;
        }

        return x;
    }

    [Differentiable]
    internal static double LongIndex(ReadOnlySpan<double> x, long n)
    {
        var s = 1.0;
        for (var i = 0L; i < n; i++) s = s * 0.5 + x[(int)(2 * i + 1)] * s;
        return s;
    }

    [Fact]
    public static void A_loop_with_a_break_records_no_index()
    {
        using var tape = Tape.Rent();
        Until__Forward(1, Enumerable.Repeat(1e-6, Trips).ToArray(), 1e-9, tape);
        Assert.InRange(tape.BytesRecorded, 8L * Trips, 8L * Trips + Constant);
    }

    [Fact]
    public static void A_loop_with_a_long_index_records_no_index()
    {
        using var tape = Tape.Rent();
        LongIndex__Forward(new double[(2 * Trips) + 2], Trips, tape);
        Assert.InRange(tape.BytesRecorded, 8L * Trips, 8L * Trips + Constant);
    }

    [Fact]
    public static void A_counted_loop_records_8_bytes_per_iteration()
    {
        using var tape = Tape.Rent();
        Logistic__Forward(3.1, 0.4, Trips, tape);
        Assert.InRange(tape.BytesRecorded, 8L * Trips, 8L * Trips + Constant);
    }

    [Fact]
    public static void An_uncounted_loop_records_8_bytes_per_iteration()
    {
        var trips = 0;
        for (var x = 1.0; x > 0.7; trips++) x -= 1e-6 * x * x;
        using var tape = Tape.Rent();
        Halve__Forward(1, 0.7, tape);
        Assert.InRange(tape.BytesRecorded, 8L * trips, 8L * trips + Constant);
    }

    [Fact]
    public static void A_loop_over_inputs_records_nothing()
    {
        using var tape = Tape.Rent();
        Squares__Forward(new double[Trips], tape);
        Assert.InRange(tape.BytesRecorded, 0, Constant);
    }

    [Fact]
    public static void Indices_that_go_round_are_computed_again()
    {
        using var tape = Tape.Rent();
        Ring__Forward([1, 2, 3, 4], Trips, 4, tape);
        Assert.InRange(tape.BytesRecorded, 0, Constant);
    }

    [Fact]
    public static void The_second_gradient_of_the_same_size_allocates_its_result_alone()
    {
        var x = new double[Trips / 10];
        SquaresGradient(x);
        LogisticGradient(3.1, 0.4, Trips / 10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        SquaresGradient(x);
        LogisticGradient(3.1, 0.4, Trips / 10);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 8L * x.Length, 8L * x.Length + Constant);
    }
}
