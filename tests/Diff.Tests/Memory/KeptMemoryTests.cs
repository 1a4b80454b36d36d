using Diff.Tests.Language;

namespace Diff.Tests.Memory;

/// <summary>What is read again in the reverse sweep must still be there; what a reverse half does without may be gone.</summary>
public static partial class KeptMemoryTests
{
    [Differentiable]
    private static void Scale(ReadOnlySpan<double> u, [NoGradient] double factor, Span<double> scaled)
    {
        for (var i = 0; i < scaled.Length; i++) scaled[i] = factor * u[i];
    }

    [Differentiable]
    private static void Positive(ReadOnlySpan<double> u, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = 0;
            if (u[i] > 0) result[i] = 2 * u[i];
        }
    }

    [Differentiable]
    private static void Gather(ReadOnlySpan<double> u, ReadOnlySpan<int> index, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++) result[i] = u[index[i]];
    }

    [Differentiable]
    private static double Product(double[] u, double[] v, bool first)
    {
        var w = u[0] + v[1];
        return first ? w * w : v[0];
    }

    [Differentiable]
    private static double LinearOrNot(double[] u, double[] v) => u[0] + Product(v, v, true);

    [Differentiable]
    private static double[] Squared(double[] u)
    {
        var squares = new double[u.Length];
        for (var i = 0; i < u.Length; i++) squares[i] = u[i] * u[i];
        for (var i = 0; i < u.Length; i++) squares[i] = squares[i] * squares[0] + squares[i];
        return squares;
    }

    [Fact]
    public static void Linear_callees_do_without_their_buffers() => BufferDerivatives.Check(Steps, StepsValueAndGradient, StepsJvp);

    [Differentiable]
    private static double Steps(double[] a)
    {
        var u = new double[a.Length];
        var v = new double[a.Length];
        for (var i = 0; i < a.Length; i++) u[i] = a[i] * a[i];
        for (var step = 0; step < 100; step++)
        {
            Scale(u, 0.99, v);
            Scale(v, 1.01, u);
        }

        return u[0] * u[1] + u[^1];
    }

    [Fact]
    public static void Buffers_that_a_linear_callee_reads_are_not_recorded()
    {
        using var tape = Tape.Rent();
        Steps__Forward(new double[1000], tape);
        Assert.InRange(tape.BytesRecorded, 1, 10_000);
    }

    [Fact]
    public static void A_decision_on_an_element_is_kept() => BufferDerivatives.Check(Decisions, DecisionsValueAndGradient, DecisionsJvp);

    [Differentiable]
    private static double Decisions(double[] a)
    {
        var u = new double[1];
        var v = new double[1];
        var t = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            u[0] = a[i] * a[0];
            Positive(u, v);
            t += v[0];
        }

        return t;
    }

    [Fact]
    public static void Indices_of_a_linear_callee_are_kept() => BufferDerivatives.Check(Gathered, GatheredValueAndGradient, GatheredJvp);

    [Differentiable]
    private static double Gathered(double[] a)
    {
        var index = new int[2];
        var v = new double[2];
        var t = 0.0;
        for (var i = 1; i < a.Length; i++)
        {
            index[0] = i;
            index[1] = i - 1;
            Gather(a, index, v);
            t += v[0] * v[1] * i;
        }

        return t;
    }

    [Fact]
    public static void Sums_of_elements_that_a_partial_needs_are_kept() => BufferDerivatives.Check(Chosen, ChosenValueAndGradient, ChosenJvp);

    [Differentiable]
    private static double Chosen(double[] a)
    {
        var u = new double[2];
        var v = new double[2];
        var t = 0.0;
        for (var i = 1; i < a.Length; i++)
        {
            u[0] = a[i];
            u[1] = a[0];
            v[0] = a[i - 1];
            v[1] = a[i];
            t += Product(u, v, i % 2 == 0) + LinearOrNot(u, v);
        }

        return t;
    }

    [Fact]
    public static void Memory_written_only_before_a_loop_is_read_again() => BufferDerivatives.Check(Before, BeforeValueAndGradient, BeforeJvp);

    [Differentiable]
    private static double Before(double[] a)
    {
        var u = new double[a.Length];
        for (var i = 0; i < a.Length; i++) u[i] = Math.Exp(-a[i]);
        var t = 0.0;
        for (var k = 0; k < 50; k++)
            for (var i = 1; i < a.Length; i++) t += u[i] * u[i - 1] * k;
        return t;
    }

    [Fact]
    public static void Memory_written_only_before_a_loop_is_not_recorded_in_it()
    {
        using var tape = Tape.Rent();
        Before__Forward(new double[100], tape);
        Assert.InRange(tape.BytesRecorded, 1, 2000);
    }

    [Fact]
    public static void Memory_written_again_after_the_loop_is_recorded() => BufferDerivatives.Check(After, AfterValueAndGradient, AfterJvp);

    [Differentiable]
    private static double After(double[] a)
    {
        var u = new double[a.Length];
        for (var i = 0; i < a.Length; i++) u[i] = Math.Exp(-a[i]);
        var t = 0.0;
        for (var i = 1; i < a.Length; i++) t += u[i] * u[i - 1];
        Scale(a, 3, u);
        return t * u[0] * u[1];
    }

    [Fact]
    public static void Memory_written_after_the_read_in_the_same_loop_is_recorded() => BufferDerivatives.Check(InLoop, InLoopValueAndGradient, InLoopJvp);

    [Differentiable]
    private static double InLoop(double[] a)
    {
        var u = new double[2];
        u[0] = a[0];
        u[1] = a[1];
        var t = 0.0;
        for (var k = 0; k < 3; k++)
        {
            for (var i = 0; i < a.Length; i++) t += u[0] * a[i] * u[1];
            u[k % 2] = t * 0.1;
        }

        return t;
    }

    [Fact]
    public static void Returned_memory_is_the_callers_to_overwrite() => BufferDerivatives.Check(Returned, ReturnedValueAndGradient, ReturnedJvp);

    [Differentiable]
    private static double Returned(double[] a)
    {
        var b = new double[a.Length];
        for (var i = 0; i < a.Length; i++) b[i] = a[i];
        var u = Squared(b);
        var t = u[0] * u[1];
        for (var i = 0; i < u.Length; i++) u[i] = 0.5 * a[i];
        return t + u[0] * u[1];
    }

    [Fact]
    public static void A_view_of_memory_written_later_is_recorded() => BufferDerivatives.Check(Viewed, ViewedValueAndGradient, ViewedJvp);

    [Differentiable]
    private static double Viewed(double[] a)
    {
        var u = new double[a.Length];
        var tail = u.AsSpan(1);
        for (var i = 0; i < a.Length; i++) u[i] = a[i] * a[i];
        var t = 0.0;
        for (var i = 0; i < tail.Length; i++) t += tail[i] * tail[0];
        if (t > 0) u[1] = a[2];
        return t * u[1] * tail[0];
    }

    [Fact]
    public static void Indices_that_unseen_code_changes_are_recorded() => BufferDerivatives.Check(Sorted, SortedValueAndGradient, SortedJvp);

    [Differentiable]
    private static double Sorted(double[] a)
    {
        var n = a.Length;
        var order = new int[n];
        for (var i = 0; i < n; i++) order[i] = (2 * i + 1) % n;
        var t = 0.0;
        for (var i = 0; i < order.Length; i++) t += a[order[i]] * a[order[i]] * i;
        Array.Sort(order);
        return t * a[order[1]];
    }

    [Fact]
    public static void Cells_that_are_added_to_in_place() => BufferDerivatives.Check(InPlace, InPlaceValueAndGradient, InPlaceJvp);

    [Differentiable]
    private static double InPlace(double[] a)
    {
        var z = new double[a.Length];
        for (var i = 0; i < z.Length; i++) z[i] = a[i];
        for (var i = 1; i < z.Length; i++)
        {
            for (var j = 0; j < i; j++) z[i] += z[j] * a[i];
            z[i - 1] -= z[i] * z[0];
            z[i] = z[i] + z[i] * z[i - 1];
        }

        var s = 0.0;
        for (var i = 0; i < z.Length; i++) s += z[i] * (i + 1);
        return s;
    }

    [Fact]
    public static void A_cell_that_a_loop_only_adds_to_beside_one_that_it_reads() => BufferDerivatives.Check(Beside, BesideValueAndGradient, BesideJvp);

    [Differentiable]
    private static double Beside(double[] a)
    {
        var z = new double[a.Length];
        for (var k = 0; k < 3; k++)
            for (var i = 0; i < a.Length; i++)
            {
                z[i] += a[i] * a[k] + a[0];
                z[k] = z[k] * 0.5 + z[i] * a[1];
            }

        return Scan(z, a) + z[2] * z[3];
    }

    [Differentiable]
    private static double Scan(ReadOnlySpan<double> z, ReadOnlySpan<double> same)
    {
        var s = 0.0;
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < z.Length; j++) s += z[i] * same[j] * same[i];
        return s;
    }

    [Fact]
    public static void Both_arguments_of_a_call_are_the_same_buffer() => BufferDerivatives.Check(Twice, TwiceValueAndGradient, TwiceJvp);

    [Differentiable]
    private static double Twice(double[] a) => Scan(a, a) * a[0];

    [Fact]
    public static void A_loop_that_does_not_run_touches_no_cell()
    {
        var gradient = NoneGradient([2, 3], 5, 0);
        Assert.Equal([0, 0], gradient);
        Assert.Equal([3, 0], NoneGradient([2, 3], 0, 3));
    }

    [Differentiable]
    private static double None(double[] a, int at, int count)
    {
        var s = 0.0;
        for (var j = 0; j < count; j++) s += a[at];
        return s;
    }
}
