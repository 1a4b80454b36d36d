namespace Diff.Tests.Memory;

/// <summary>What methods return in forward mode is lent by their callers, and leaves no garbage.</summary>
public static partial class LentResultTests
{
    private static double[] X => Garbage.X;

    [Fact]
    public static void Results_that_take_each_others_place_leave_no_garbage()
    {
        Garbage.None(_ => MarchedJvp(X, 20, X));
        Garbage.None(product => MarchedHvp(X, 20, X, product));
    }

    [Fact]
    public static void However_many_results_take_each_others_place_few_are_lent_at_a_time()
    {
        var x = new double[1024];
        Garbage.None(_ => MarchedJvp(x, 1 << 10, x));
    }

    [Fact]
    public static void Results_of_methods_that_call_themselves_leave_no_garbage() => Garbage.None(_ => HalvedJvp(X, X));

    [Fact]
    public static void Results_with_rows_leave_no_garbage() => Garbage.None(_ => SteppedRowsJvp(X, X));

    [Fact]
    public static void Results_in_tuples_leave_no_garbage() => Garbage.None(_ => SplitTwiceJvp(X, X));

    [Fact]
    public static void Results_of_bodies_that_are_chosen_at_run_time_leave_no_garbage()
    {
        Layer layer = new Squares();
        Garbage.None(_ => LayeredJvp(X, layer, X));
    }

    [Fact]
    public static void Columns_of_a_Jacobian_leave_no_garbage_per_step()
    {
        Allocated(40);
        Assert.Equal(Allocated(2), Allocated(40));

        static long Allocated(int steps)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            ArrivedJacobian(X, steps);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public static void A_returned_tangent_is_the_callers_own()
    {
        var (value, tangent) = MarchJvp(X, 3, X);
        double[] expected = [.. tangent];
        MarchJvp([5, 4, 3, 2, 1], 3, X);
        MarchedJvp([5, 4, 3, 2, 1], 20, X);
        Assert.Equal(March(X, 3), value);
        Assert.Equal(expected, tangent);
    }

    [Fact]
    public static void What_a_callee_gives_back_is_not_what_it_returns()
    {
        for (var call = 0; call < 3; call++)
        {
            var (value, tangent) = MarchedJvp(X, 20, X);
            Assert.Equal(Marched(X, 20), value);
            Assert.Equal(MarchedGradient(X, 20).Zip(X, (partial, direction) => partial * direction).Sum(), tangent, 1e-9);
        }
    }

    [Differentiable(Order = 2)]
    private static double Marched(ReadOnlySpan<double> x, int steps)
    {
        var state = x.ToArray();
        var sum = 0.0;
        for (var k = 0; k < steps; k++)
        {
            var next = Step(state, k);
            var twice = March(next, 2);
            sum += twice[0] * next[1];
            state = next;
        }

        return sum + state[2];
    }

    [Differentiable(Order = 2)]
    private static double[] March(double[] x, int steps)
    {
        var state = Step(x, 0);
        for (var k = 1; k < steps; k++)
        {
            var scratch = Step(state, k);
            for (var i = 0; i < scratch.Length; i++) scratch[i] *= 0.9;
            state = Step(scratch, k);
        }

        return state;
    }

    [Differentiable]
    private static double[] Arrived(double[] x, int steps)
    {
        var state = Step(x, 0);
        for (var k = 1; k < steps; k++) state = Step(state, k);
        var last = new double[x.Length];
        for (var i = 0; i < x.Length; i++) last[i] = state[i] * state[i];
        return last;
    }

    [Differentiable(Order = 2)]
    private static double[] Step(double[] x, int step)
    {
        var half = new double[x.Length];
        for (var i = 0; i < x.Length; i++) half[i] = 0.5 * x[i];
        var next = new double[x.Length];
        for (var i = 0; i < x.Length; i++) next[i] = Math.Sin(half[i] + step) + 0.1 * half[(i + 1) % x.Length];
        return next;
    }

    [Differentiable]
    private static double Halved(double[] x)
    {
        var sum = 0.0;
        for (var k = 0; k < 3; k++)
        {
            var y = Tree(x, k);
            sum += y[0] * y[k];
        }

        return sum;
    }

    [Differentiable]
    private static double[] Tree(double[] x, int depth)
    {
        if (depth == 0) return Step(x, 1);
        var left = Tree(x, depth - 1);
        var right = Tree(left, depth - 1);
        for (var i = 0; i < x.Length; i++) left[i] += right[i] * x[i];
        return depth % 2 == 0 ? left : right;
    }

    [Differentiable]
    private static double SteppedRows(double[] x)
    {
        var sum = 0.0;
        for (var k = 1; k < 4; k++)
        {
            var rows = Rows(x, k);
            var last = rows[k - 1];
            rows[0][0] = last[0] * k;
            foreach (var row in rows) sum += row[0] * last[1];
        }

        return sum;
    }

    [Differentiable]
    private static double[][] Rows(double[] x, int count)
    {
        var rows = new double[count][];
        for (var i = 0; i < count; i++) rows[i] = Step(x, i);
        return rows;
    }

    [Differentiable]
    private static double SplitTwice(double[] x)
    {
        var (all, half) = Split(x);
        for (var k = 0; k < 3; k++) (all, half) = Split(half);
        return all[0] * half[1];
    }

    [Differentiable]
    private static (double[] All, double[] Half) Split(double[] x)
    {
        var half = Step(x, 2);
        return (Step(half, 3), half);
    }

    [Differentiable]
    private static double Layered(double[] x, Layer layer)
    {
        var sum = 0.0;
        for (var k = 0; k < 3; k++) sum += layer.Apply(x)[k];
        return sum;
    }

    [Differentiable]
    private static double OfHandWritten(double[] x)
    {
        var y = HandWritten(x);
        return y[0] * y[1];
    }

    [Fact]
    public static void A_Jvp_that_is_written_by_hand_is_no_rule_for_callers() => Assert.Equal((X[0] * X[1]) + (X[1] * X[0]), OfHandWrittenJvp(X, X).Tangent, 1e-12);

#pragma warning disable DIFF0102 // That is the point.
    [Differentiable]
    private static double[] HandWritten(double[] x) => [x[0], x[1]];
#pragma warning restore DIFF0102

    private static (double[] Value, double[] Tangent) HandWrittenJvp(double[] x, ReadOnlySpan<double> xTangent) => (HandWritten(x), [7 * xTangent[0], 7 * xTangent[1]]);

    internal abstract partial class Layer
    {
        [Differentiable]
        public abstract double[] Apply(double[] x);
    }

    internal sealed partial class Squares : Layer
    {
        [Differentiable]
        public override double[] Apply(double[] x)
        {
            var y = new double[x.Length];
            for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[i];
            return y;
        }
    }
}
