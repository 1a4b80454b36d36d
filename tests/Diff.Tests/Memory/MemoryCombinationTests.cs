namespace Diff.Tests.Memory;

/// <summary>Memory together with loops that end early, scratch that is used again, recursion, references and calls: both modes against differences.</summary>
public static partial class MemoryCombinationTests
{
    private static readonly double[][] Points = [[0.61, 0.43, 0.52, 0.74], [1.3, -0.7, 0.9, 0.35]];

    [Differentiable]
    private static double LeavesNestedLoops(double[] x)
    {
        var (g, s) = (new double[3, 3], 0.0);
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                g[i, j] = x[i] * x[j] + (j > 0 ? g[i, j - 1] : 0);
                if (g[i, j] > 0.6) break;
                if (g[i, j] < 0.05) continue;
                for (var k = 0; k < 4; k++)
                {
                    g[i, j] *= 1 + x[k];
                    if (k == 2 && i == 1) return s + g[i, j] * g[0, 0];
                }
            }

            s += g[i, 1] * g[i, 0];
        }

        return s;
    }

    [Differentiable]
    private static double UsesScratchAgain(double[] x)
    {
        var (t, s) = (new double[4], 0.0);
        for (var i = 0; i < 5; i++)
        {
            if (i % 2 == 0) t[0] = x[i % 4] * x[1];
            else t[1] = t[0] * t[0];
            t.AsSpan(2).Clear();
            for (var j = 0; j <= i && j < 4; j++)
            {
                t[2] += t[j & 1] * x[j];
                t[3] = t[2] * t[0];
                if (t[3] > 0.2) break;
            }

            s += t[3] * t[1] + t[2];
        }

        return s;
    }

    [Differentiable]
    private static void Butterfly(Span<double> y, double w)
    {
        if (y.Length == 1)
        {
            y[0] *= y[0] + w;
            return;
        }

        var half = y.Length / 2;
        var (low, high) = (0, half);
        Butterfly(y[..half], w * 0.5);
        Butterfly(y[half..], w + 1);
        for (; low < half; low++, high++) (y[low], y[high]) = (y[low] + y[high] * w, y[low] * y[high]);
    }

    [Differentiable]
    private static double Recurses(double[] x)
    {
        Span<double> y = stackalloc double[4];
        x.CopyTo(y);
        Butterfly(y, x[0]);
        return y[0] * y[1] + y[2] * y[3];
    }

    [Differentiable]
    private static double RotatesThree(double[] x)
    {
        var (a, b, c) = (x.ToArray(), new double[4], new double[4]);
        for (var s = 0; s < 5; s++)
        {
            for (var i = 0; i < 4; i++) c[i] = a[i] * a[i] * 0.5 + b[(i + 1) % 4] * x[s % 4];
            if (c[0] > 10) break;
            (a, b, c) = (c, a, b);
            if (s == 3) (a, b) = (b, a);
        }

        return a[0] * b[1] + c[2] + a[3];
    }

    [Differentiable]
    private static double MovesReferences(double[] x)
    {
        var y = x.ToArray();
        ref var top = ref y[0];
        for (var i = 1; i < 4; i++)
        {
            if (y[i] > top) top = ref y[i];
            top *= 1 + x[i];
            ref var next = ref y[(i + 1) % 4];
            next += top * top;
            (top, next) = (next, top);
        }

        foreach (ref var v in y.AsSpan(1))
        {
            if (v > 3) break;
            v += top;
        }

        return y[0] + y[1] * y[2] + y[3] * top;
    }

    [Differentiable]
    private static double ChoosesAndBreaks(double[] x)
    {
        var (a, b, s) = (x.ToArray(), new double[4], 0.0);
        Span<double> t = a;
        for (var i = 0; i < 6; i++)
        {
            t[i % t.Length] += x[i % 4] * x[0];
            s += t[0] * t[^1];
            if (s > 5) break;
            if (i % 3 == 0) t = t.Length > 2 ? t[1..] : a;
            else if (i % 3 == 1)
            {
                t = b;
                t[0] = s;
            }
        }

        return s * a[0] + b[0] * a[3] + t[0];
    }

    [Differentiable]
    private static (double[] Squares, double[] Cubes, double Sum) Powers(ReadOnlySpan<double> x)
    {
        var (squares, cubes, sum) = (new double[x.Length], new double[x.Length], 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            squares[i] = x[i] * x[i];
            cubes[i] = squares[i] * x[i];
            sum += cubes[i];
        }

        return (squares, cubes, sum);
    }

    [Differentiable]
    private static double ExchangesReturnedArrays(double[] x)
    {
        var (y, s) = (x.ToArray(), 0.0);
        for (var i = 0; i < 4; i++)
        {
            var (a, b, sum) = Powers(y.AsSpan(i % 2));
            if (sum > 3) return s + a[0] * b[0];
            y[i] = a[0] * 0.5 + sum;
            (a, b) = (b, a);
            s += a[^1] * b[0] * sum;
            b[0] *= 2;
            s += b[0];
            if (i == 2) y = a.Length < 4 ? [.. a, s] : a;
        }

        return s * y[0];
    }

    [Differentiable]
    private static double ConsumesFromBothEnds(double[] x)
    {
        var y = x.ToArray();
        Span<double> rest = y;
        var s = 1.0;
        while (!rest.IsEmpty)
        {
            rest[0] *= s;
            s += rest[0] * rest[^1];
            if (rest.Length == 2) rest[1] += s;
            rest = s > 1.2 && rest.Length > 1 ? rest[..^1] : rest[1..];
        }

        return s + y[0] * y[1] * y[2] + y[3];
    }

    [Differentiable]
    private static double MakesAgainWhatIsNull(double[] x)
    {
        double[]? cache = null;
        var s = 0.0;
        for (var i = 0; i < 3; i++)
        {
            cache ??= [x[0] * x[1], x[2]];
            cache[0] *= x[i] + 1;
            s += cache[0] * cache[1];
            if (i == 1) cache = null;
        }

        return s;
    }

    [Fact]
    public static void Nested_loops_that_are_left_early_after_writing() => Check(LeavesNestedLoops, LeavesNestedLoopsGradient, (x, v) => LeavesNestedLoopsJvp(x, v).Tangent);

    [Fact]
    public static void Scratch_of_which_only_a_part_is_written_in_each_iteration() => Check(UsesScratchAgain, UsesScratchAgainGradient, (x, v) => UsesScratchAgainJvp(x, v).Tangent);

    [Fact]
    public static void Recursion_into_both_halves_of_a_span() => Check(Recurses, RecursesGradient, (x, v) => RecursesJvp(x, v).Tangent);

    [Fact]
    public static void Three_buffers_in_rotation() => Check(RotatesThree, RotatesThreeGradient, (x, v) => RotatesThreeJvp(x, v).Tangent);

    [Fact]
    public static void References_that_move_and_exchange_what_they_refer_to() => Check(MovesReferences, MovesReferencesGradient, (x, v) => MovesReferencesJvp(x, v).Tangent);

    [Fact]
    public static void A_span_that_is_chosen_anew_in_a_loop_that_breaks() => Check(ChoosesAndBreaks, ChoosesAndBreaksGradient, (x, v) => ChoosesAndBreaksJvp(x, v).Tangent);

    [Fact]
    public static void Returned_arrays_that_change_places_in_a_loop_that_returns() => Check(ExchangesReturnedArrays, ExchangesReturnedArraysGradient, (x, v) => ExchangesReturnedArraysJvp(x, v).Tangent);

    [Fact]
    public static void A_span_that_is_consumed_from_both_ends() => Check(ConsumesFromBothEnds, ConsumesFromBothEndsGradient, (x, v) => ConsumesFromBothEndsJvp(x, v).Tangent);

    [Fact]
    public static void An_array_that_is_made_where_it_is_null() => Check(MakesAgainWhatIsNull, MakesAgainWhatIsNullGradient, (x, v) => MakesAgainWhatIsNullJvp(x, v).Tangent);

    // Both modes do the same operations in another order; the kernels amplify rounding by less than 1e4.
    private static void Check(Func<double[], double> f, Func<double[], double[]> gradient, Func<double[], double[], double> tangent)
    {
        foreach (var x in Points)
        {
            var reverse = gradient(x);
            GradientCheck.Verify(reverse, f, x, 1e-6);
            for (var k = 0; k < x.Length; k++)
            {
                var direction = new double[x.Length];
                direction[k] = 1;
                Assert.Equal(reverse[k], tangent(x, direction), 1e-11 * (1 + Math.Abs(reverse[k])));
            }
        }
    }
}
