using Diff.Tests.Language;

namespace Diff.Tests.Memory;

/// <summary>Loops whose iterations are reversed one by one, and loops that only look as if they could be.</summary>
public static partial class FusedLoopTests
{
    [Differentiable]
    private static double Squares(ReadOnlySpan<double> v)
    {
        var s = 0.0;
        foreach (var e in v) s += e * e;
        return s;
    }

    [Differentiable]
    private static void Shift(ReadOnlySpan<double> u, double by, Span<double> shifted)
    {
        for (var i = 0; i < shifted.Length; i++) shifted[i] = u[i] * by;
    }

    [Fact]
    public static void Squared_residuals() => BufferDerivatives.Check(Residuals, ResidualsValueAndGradient, ResidualsJvp);

    [Differentiable]
    private static double Residuals(double[] a)
    {
        var sum = 0.0;
        var bias = a[0] * a[1];
        for (var i = 1; i < a.Length; i++)
        {
            var residual = a[i] - bias;
            var power = 1.0;
            for (var j = 0; j < 4; j++)
            {
                residual -= a[j] * power;
                power *= 0.3 * a[i];
            }

            sum += residual * residual;
        }

        return 0.5 * sum / a.Length;
    }

    [Fact]
    public static void Several_sums_with_branches_and_nested_sums() => BufferDerivatives.Check(Several, SeveralValueAndGradient, SeveralJvp);

    [Differentiable]
    private static double Several(double[] a)
    {
        var (s, t) = (a[0], 1.0);
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] > 0) s += Math.Log(a[i]) * a[0];
            else s -= a[i] * a[1];
            for (var j = 0; j < i; j++) t += a[i] * a[j] * j;
            t = Math.Cos(a[i]) + t;
        }

        return 2 * s - t;
    }

    [Fact]
    public static void The_sum_is_used_after_the_loop_in_a_product() => BufferDerivatives.Check(Product, ProductValueAndGradient, ProductJvp);

    [Differentiable]
    private static double Product(double[] a)
    {
        var (s, t) = (0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            s += a[i] * a[i];
            t += Math.Sin(a[i]);
        }

        return s * t;
    }

    [Fact]
    public static void A_value_is_carried_beside_the_sum() => BufferDerivatives.Check(Carried, CarriedValueAndGradient, CarriedJvp);

    [Differentiable]
    private static double Carried(double[] a)
    {
        var (s, before) = (0.0, a[^1]);
        for (var i = 0; i < a.Length; i++)
        {
            s += a[i] * before;
            before = a[i] * a[i];
        }

        return s;
    }

    [Fact]
    public static void The_sum_decides_within_the_loop() => BufferDerivatives.Check(Deciding, DecidingValueAndGradient, DecidingJvp);

    [Differentiable]
    private static double Deciding(double[] a)
    {
        var s = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            if (s < 1.5) s += a[i] * a[i];
            else s += a[i] * a[0] * s;
        }

        return s;
    }

    [Fact]
    public static void Scratch_of_one_iteration() => BufferDerivatives.Check(Scratch, ScratchValueAndGradient, ScratchJvp);

    [Differentiable]
    private static double Scratch(double[] a)
    {
        var s = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var z = new double[3];
            Shift(a.AsSpan(0, 3), a[i], z);
            z[1] *= z[0];
            s += Squares(z) * a[i];
            z[1] = a[i];
            s += Squares(z.AsSpan(1));
        }

        return s;
    }

    [Fact]
    public static void Scratch_that_iterations_share() => BufferDerivatives.Check(Shared, SharedValueAndGradient, SharedJvp);

    [Differentiable]
    private static double Shared(double[] a)
    {
        var s = 0.0;
        var z = new double[2];
        for (var i = 0; i < a.Length; i++)
        {
            z[i % 2] = a[i] * a[i];
            s += z[0] * z[1] + Squares(z);
        }

        return s;
    }

    [Fact]
    public static void Memory_of_the_method_that_the_loop_reads() => BufferDerivatives.Check(Prepared, PreparedValueAndGradient, PreparedJvp);

    [Differentiable]
    private static double Prepared(double[] a)
    {
        var z = new double[a.Length];
        for (var i = 0; i < a.Length; i++) z[i] = Math.Exp(0.1 * a[i]);
        var s = 0.0;
        for (var k = 0; k < 3; k++)
        {
            var tail = z.AsSpan(k);
            for (var i = 0; i < tail.Length; i++) s += tail[i] * z[0] * a[k];
        }

        return s + z[1];
    }

    [Fact]
    public static void Memory_that_is_written_after_the_loop() => BufferDerivatives.Check(Rewritten, RewrittenValueAndGradient, RewrittenJvp);

    [Differentiable]
    private static double Rewritten(double[] a)
    {
        var z = new double[a.Length];
        for (var i = 0; i < a.Length; i++) z[i] = a[i] * a[i];
        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += z[i] * a[0];
        for (var i = 0; i < a.Length; i++) z[i] = a[i] * 3;
        return s + z[1] * z[2];
    }

    [Fact]
    public static void A_loop_after_the_loop_needs_its_sum() => BufferDerivatives.Check(Variance, VarianceValueAndGradient, VarianceJvp);

    [Differentiable]
    private static double Variance(double[] a)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * a[i];
        var mean = sum / a.Length;
        var total = 0.0;
        for (var i = 0; i < a.Length; i++) total += (a[i] - mean) * (a[i] - mean);
        return total / (a.Length - 1);
    }

    [Fact]
    public static void A_loop_with_an_exit_in_it() => BufferDerivatives.Check(Exits, ExitsValueAndGradient, ExitsJvp);

    [Differentiable]
    private static double Exits(double[] a)
    {
        var s = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var x = a[i];
            while (x < 4) x = 1.5 * Math.Abs(x) + 0.1;
            s += x * a[i];
            if (i == 2) continue;
            s += Math.Sqrt(x);
        }

        return s;
    }

    [Fact]
    public static void Recursion_in_the_loop() => BufferDerivatives.Check(Recursive, RecursiveValueAndGradient, RecursiveJvp);

    [Differentiable]
    private static double Recursive(double[] a) => Expand(a, 0);

    [Differentiable]
    private static double Expand(ReadOnlySpan<double> a, int depth)
    {
        if (a.Length <= 1 || depth == 3) return 1 + 0.1 * depth;
        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += a[i] * a[i] * Expand(a[1..], depth + 1);
        return s;
    }

    [Fact]
    public static void A_returned_scale_of_a_written_buffer()
    {
        double[] a = [0.5, -2, 3];
        double[] y = [1, 2, 3];
        double[] yWeight = [1, 10, 100];
        var aGradient = new double[3];
        var value = ScaledVjp(a, y, 2, yWeight, aGradient);
        Assert.Equal(0.5 - 4 + 9, value);
        Assert.Equal([2 * 1, 2 * 2, 2 * 3], aGradient);
        Assert.Equal([1 + 2 * 0.5, 10 - 2 * 2, 2 * 3 + 1000], yWeight);
    }

    [Differentiable]
    private static double Scaled(double[] a, double[] y)
    {
        y[2] = y[2] * 10 / 10;
        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += a[i] * y[i];
        y[2] = s * 0 + y[2] * 10;
        return s;
    }

    [Fact]
    public static void The_whole_derivative_records_nothing_that_grows_with_the_trip_count()
    {
        var a = new double[100_000];
        var gradient = new double[a.Length];
        ResidualsValueAndGradient(a, gradient);
        using var tape = Tape.Rent();
        Residuals__Forward(a, tape);
        Assert.InRange(tape.BytesRecorded, 8L * a.Length, 200L * a.Length);
    }
}
