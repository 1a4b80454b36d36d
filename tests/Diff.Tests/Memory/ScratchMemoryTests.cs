namespace Diff.Tests.Memory;

/// <summary>Arrays that a method makes for itself leave no garbage in its derivatives.</summary>
public static partial class ScratchMemoryTests
{
    private static double[] X => Garbage.X;

    [Fact]
    public static void Arrays_of_the_method_leave_no_garbage() => Garbage.None(gradient => SmoothedVjp(X, 1, gradient));

    [Fact]
    public static void Arrays_of_each_iteration_leave_no_garbage() => Garbage.None(gradient => WindowsVjp(X, 1, gradient));

    [Fact]
    public static void Arrays_of_a_method_that_is_called_in_a_loop_leave_no_garbage() => Garbage.None(gradient => SteppedVjp(X, 1, gradient));

    [Fact]
    public static void Arrays_of_a_method_that_calls_itself_leave_no_garbage() => Garbage.None(gradient => FoldedVjp(X, 1, gradient), allowed: 48);

    [Fact]
    public static void Tangents_through_recursion_leave_no_garbage() => Garbage.None(_ => FoldedJvp(X, X));

    [Fact]
    public static void Products_with_the_Hessian_leave_no_garbage() => Garbage.None(product => SmoothedHvp(X, X, product));

    [Fact]
    public static void Tangents_leave_no_garbage() => Garbage.None(_ => SmoothedJvp(X, X));

    [Fact]
    public static void An_exception_gives_the_memory_back()
    {
        Garbage.None(gradient =>
        {
            try
            {
                GuardedVjp(X, -1, 1, gradient);
            }
            catch (InvalidOperationException)
            {
            }
        }, allowed: 1000);
        Assert.Equal(2 * X[0], GuardedGradient(X, 1)[0], 12);
    }

    [Fact]
    public static void A_negative_length_throws_what_the_method_throws()
    {
        Assert.Throws<OverflowException>(() => OfLength(1.5, -1));
        Assert.Throws<OverflowException>(() => OfLengthGradient(1.5, -1));
        Assert.Throws<OverflowException>(() => OfLengthJvp(1.5, -1, 1));
    }

    [Fact]
    public static void Arrays_that_are_returned_or_kept_stay_arrays()
    {
        var (value, tangent) = DoubledJvp(X, X);
        SmoothedGradient(X);
        Assert.Equal([.. X.Select(x => 2 * x)], value);
        Assert.Equal([.. X.Select(x => 2 * x)], tangent);
    }

    [Differentiable(Order = 2)]
    private static double Smoothed(ReadOnlySpan<double> x)
    {
        var (u, v) = (x.ToArray(), new double[x.Length]);
        for (var step = 0; step < 4; step++)
        {
            for (var i = 0; i < u.Length; i++) v[i] = u[i] * (i > 0 ? u[i - 1] : 1) + 0.1 * x[i];
            (u, v) = (v, u);
        }

        return u[^1];
    }

    [Differentiable]
    private static double Windows(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i + 2 < x.Length; i++)
        {
            var window = new double[3];
            for (var j = 0; j < 3; j++) window[j] = x[i + j] * x[i];
            sum += window[0] * window[1] * window[2];
            if (sum > 1e6) break;
        }

        return sum;
    }

    [Differentiable]
    private static double Folded(ReadOnlySpan<double> x)
    {
        if (x.Length == 1) return x[0] * x[0];
        Span<double> half = new double[(x.Length + 1) / 2];
        for (var i = 0; i < x.Length; i++) half[i / 2] += x[i] * x[i];
        return Folded(half);
    }

    [Differentiable]
    private static double Stepped(ReadOnlySpan<double> x)
    {
        var y = x.ToArray();
        for (var step = 0; step < 50; step++) Step(y, 0.01);
        return y[0] * y[2];
    }

    [Differentiable]
    private static void Step(Span<double> y, [NoGradient] double size)
    {
        var slope = new double[y.Length];
        for (var i = 0; i < y.Length; i++) slope[i] = Math.Sin(y[i]) * y[(i + 1) % y.Length];
        for (var i = 0; i < y.Length; i++) y[i] += size * slope[i] * slope[i];
    }

    [Differentiable]
    private static double Guarded(ReadOnlySpan<double> x, int sign)
    {
        var copy = x.ToArray();
        if (sign < 0) throw new InvalidOperationException("The sign is negative.");
        return copy[0] * copy[0];
    }

    [Differentiable]
    private static double OfLength(double x, int length)
    {
        var array = new double[length];
        array[0] = x;
        return array[0] * x;
    }

    [Differentiable]
    private static double[] Doubled(double[] x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = 2 * x[i];
        return y;
    }
}
