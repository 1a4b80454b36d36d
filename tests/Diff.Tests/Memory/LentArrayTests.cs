namespace Diff.Tests.Memory;

/// <summary>Arrays that cannot be spans leave no garbage in derivatives either, unless somebody may hold on to them.</summary>
public static partial class LentArrayTests
{
    private static double[]? s_held;

    private static double[] X => Garbage.X;

    [Fact]
    public static void Matrices_leave_no_garbage()
    {
        Garbage.None(gradient => MatricesVjp(X, 1, gradient));
        Garbage.None(_ => MatricesJvp(X, X));
        Garbage.None(product => MatricesHvp(X, X, product));
    }

    [Fact]
    public static void Jagged_arrays_leave_no_garbage()
    {
        Garbage.None(gradient => JaggedVjp(X, 1, gradient));
        Garbage.None(_ => JaggedJvp(X, X));
        Garbage.None(product => JaggedHvp(X, X, product));
    }

    [Fact]
    public static void Arrays_that_are_passed_on_leave_no_garbage()
    {
        Garbage.None(gradient => PassedVjp(X, 1, gradient));
        Garbage.None(_ => PassedJvp(X, X));
        Garbage.None(product => PassedHvp(X, X, product));
    }

    [Fact]
    public static void Arrays_that_methods_return_leave_no_garbage()
    {
        Garbage.None(gradient => SteppedVjp(X, 1, gradient));
        Garbage.None(_ => SteppedJvp(X, X));
        Garbage.None(product => SteppedHvp(X, X, product));
        Garbage.None(gradient => MappedVjp(X, 1, gradient));
        Garbage.None(_ => MappedJvp(X, X));
        Garbage.None(product => MappedHvp(X, X, product));
    }

    [Fact]
    public static void Arrays_that_take_the_place_of_others_leave_no_garbage()
    {
        Garbage.None(gradient => ReplacedVjp(X, 1, gradient));
        Garbage.None(_ => ReplacedJvp(X, X));
        Garbage.None(product => ReplacedHvp(X, X, product));
    }

    [Fact]
    public static void However_many_arrays_take_each_others_place_few_are_lent_at_a_time() => Garbage.None(_ => DecayJvp(0.5, 1 << 15, 1));

    [Fact]
    public static void Arrays_that_may_be_missing_leave_no_garbage()
    {
        Garbage.None(gradient => MissingVjp(X, 1, gradient));
        Garbage.None(_ => MissingJvp(X, X));
        Garbage.None(product => MissingHvp(X, X, product));
    }

    [Fact]
    public static void An_array_that_somebody_holds_is_not_lent()
    {
        HeldGradient(X);
        var held = s_held!;
        Assert.Equal([.. X.Select(x => 2 * x)], held);
        HeldGradient([1, 2, 3, 4, 5]);
        PassedGradient(X);
        Assert.NotSame(held, s_held);
        Assert.Equal([.. X.Select(x => 2 * x)], held);
    }

    [Fact]
    public static void A_returned_array_is_the_callers_own()
    {
        var value = StepVjp(X, 1, new double[X.Length], new double[X.Length]);
        using var pullback = StepWithPullback(X, 1);
        SteppedGradient(X);
        Assert.Equal(Step(X, 1), value);
        Assert.Equal(value, pullback.Value);
        var twice = TwiceVjp(X, new double[X.Length], new double[X.Length]);
        SteppedGradient(X);
        Assert.Equal(Step(Step(X, 1), 2), twice);
    }

    [Fact]
    public static void A_pullback_keeps_what_it_needs()
    {
        using var first = JaggedWithPullback(X);
        using var stepped = SteppedWithPullback(X);
        var (gradient, steppedGradient) = (first.Gradient(1), stepped.Gradient(1));
        using (var second = JaggedWithPullback([1, 2, 3, 4, 5])) second.Gradient(3);
        SteppedGradient([5, 4, 3, 2, 1]);
        Assert.Equal(gradient, first.Gradient(1));
        Assert.Equal(JaggedGradient(X), gradient);
        Assert.Equal(steppedGradient, stepped.Gradient(1));
        Assert.Equal(SteppedGradient(X), steppedGradient);
    }

    [Fact]
    public static void An_exception_gives_the_arrays_back()
    {
        var expected = GuardedGradient(X, 9);
        for (var call = 0; call < 3; call++)
        {
            Assert.Throws<InvalidOperationException>(() => GuardedGradient(X, 2));
            Assert.Throws<InvalidOperationException>(() => GuardedJvp(X, 2, X));
            Assert.Equal(expected, GuardedGradient(X, 9));
        }

        Garbage.None(gradient => GuardedVjp(X, 9, 1, gradient));
    }

    [Fact]
    public static void A_negative_length_throws_what_the_method_throws()
    {
        Assert.Throws<OverflowException>(() => OfShape(1.5, -1));
        Assert.Throws<OverflowException>(() => OfShapeGradient(1.5, -1));
        Assert.Throws<OverflowException>(() => OfShapeJvp(1.5, -1, 1));
    }

    [Differentiable(Order = 2)]
    private static double Matrices(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        var all = new double[x.Length, x.Length, 2];
        for (var k = 0; k < 3; k++)
        {
            var a = new double[x.Length, 2];
            for (var i = 0; i < x.Length; i++) (a[i, 0], a[i, 1]) = (x[i] * Math.Sin(x[k]), x[i]);
            for (var i = 0; i < x.Length; i++) all[i, k, 1] = a[i, 0] * a[k, 1];
            sum += a[0, 1] * a[1, 0] * all[k, k, 1];
        }

        return sum;
    }

    [Differentiable(Order = 2)]
    private static double Jagged(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var k = 0; k < 2; k++)
        {
            var rows = new double[x.Length][];
            for (var i = 0; i < x.Length; i++)
            {
                rows[i] = new double[i + 1];
                for (var j = 0; j <= i; j++) rows[i][j] = x[i] * Math.Sin(x[j]);
            }

            (rows[0], rows[1]) = (rows[1], rows[0]);
            foreach (var row in rows) sum += row[0] * row[^1];
        }

        return sum;
    }

    [Differentiable(Order = 2)]
    private static double Passed(double[] x)
    {
        var sum = 0.0;
        for (var k = 0; k < 3; k++)
        {
            var y = new double[x.Length];
            for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[k];
            sum += Cubes(y) * (1 + sum);
        }

        return sum;
    }

    [Differentiable(Order = 2)]
    private static double Cubes(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * x[i] * x[i];
        return sum;
    }

    [Differentiable(Order = 2)]
    private static double Stepped(double[] x)
    {
        for (var step = 0; step < 10; step++) x = Step(x, step);
        return x[0] * x[2];
    }

    [Differentiable(Order = 2)]
    private static double[] Step(double[] x, int step)
    {
        var next = new double[x.Length];
        for (var i = 0; i < x.Length; i++) next[i] = Math.Sin(x[i] + step) + 0.1 * x[(i + 1) % x.Length] * x[i];
        return next;
    }

    [Differentiable]
    private static double[] Twice(double[] x)
    {
        var next = Step(x, 1);
        return Step(next, 2);
    }

    [Differentiable(Order = 2)]
    private static double Mapped(double[] x)
    {
        var sum = 0.0;
        for (var k = 1; k < 4; k++)
        {
            var rows = Rows(x, k);
            sum += rows[0][k - 1] * (1 + sum);
            rows[0][0] = sum;
            sum += Trace(Product(Outer(rows[0]), Outer(rows[k - 1]))) + Cubes(rows[0]);
        }

        return sum;
    }

    [Differentiable(Order = 2)]
    private static double[][] Rows(double[] x, int count)
    {
        var rows = new double[count][];
        for (var i = 0; i < count; i++)
        {
            rows[i] = new double[count];
            for (var j = 0; j < count; j++) rows[i][j] = x[i] * Math.Cos(x[j]);
        }

        return rows;
    }

    [Differentiable(Order = 2)]
    private static double[,] Outer(double[] x)
    {
        var outer = new double[x.Length, x.Length];
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < x.Length; j++) outer[i, j] = x[i] * x[j] + x[i];
        return outer;
    }

    [Differentiable(Order = 2)]
    private static double[,] Product(double[,] a, double[,] b)
    {
        var product = new double[a.GetLength(0), a.GetLength(0)];
        for (var i = 0; i < a.GetLength(0); i++)
            for (var j = 0; j < a.GetLength(0); j++)
                for (var k = 0; k < a.GetLength(0); k++) product[i, j] += a[i, k] * b[k, j];
        return product;
    }

    [Differentiable(Order = 2)]
    private static double Trace(double[,] a)
    {
        var trace = 0.0;
        for (var i = 0; i < a.GetLength(0); i++) trace += a[i, i];
        return trace;
    }

    [Differentiable(Order = 2)]
    private static double Replaced(ReadOnlySpan<double> x)
    {
        var (a, b) = (x.ToArray(), new double[x.Length]);
        for (var step = 0; step < 5; step++)
        {
            var next = new double[x.Length];
            for (var i = 0; i < x.Length; i++) next[i] = 0.5 * a[i] + Math.Sin(b[i]) * x[i];
            for (var inner = 0; inner < 2; inner++)
            {
                var better = new double[x.Length];
                for (var i = 0; i < x.Length; i++) better[i] = next[i] * next[i] - 0.1 * a[i];
                next = better;
            }

            (a, b) = (next, a);
        }

        return a[0] * b[1];
    }

    [Differentiable]
    private static double Decay(double x, int steps)
    {
        var state = new double[1024];
        state[0] = x;
        for (var step = 0; step < steps; step++)
        {
            var next = new double[1024];
            for (var i = 0; i < 8; i++) next[i + 1] = 0.9 * state[i] * x;
            next[0] = state[8] + x;
            state = next;
        }

        return state[0];
    }

    [Differentiable(Order = 2)]
    private static double Missing(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        double[]? last = null;
        for (var k = 0; k < 4; k++)
        {
            var y = new double[x.Length];
            for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[k] + (last is null ? 0 : last[i]);
            sum += y[k] * y[0];
            last = y;
        }

        return last is null ? sum : sum * last[1];
    }

    [Differentiable]
    private static double Held(double[] x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = 2 * x[i];
        return Keep(y) * x[0];
    }

    [Differentiable]
    private static double Keep(double[] y)
    {
        s_held = Gradient.Detach(y);
        return y[0] * y[0];
    }

    [Differentiable]
    private static double Guarded(double[] x, int last)
    {
        var sum = 0.0;
        var rows = new double[x.Length][];
        for (var i = 0; i < x.Length; i++)
        {
            var y = Step(x, i);
            rows[i] = new double[2];
            (rows[i][0], rows[i][1]) = (y[0], y[i]);
            if (i == last) throw new InvalidOperationException("This was the last one.");
            sum += rows[i][0] * rows[i][1];
        }

        return sum;
    }

    [Differentiable]
    private static double OfShape(double x, int length)
    {
        var matrix = new double[2, length];
        matrix[0, 0] = x;
        return matrix[0, 0] * x;
    }

    [Differentiable]
    internal static double[][] Ragged(double[] x)
    {
        var rows = new double[4][];
        rows[0] = new double[0];
        rows[1] = [x[0] * x[1]];
        rows[2] = new double[0];
        rows[3] = [];
        return rows;
    }

    [Fact]
    public static void Empty_rows_of_a_result_are_no_row_that_is_there_twice()
    {
        var gradient = new double[2];
        RaggedVjp([3, 5], [[], [2], [], []], gradient);
        Assert.Equal([10, 6], gradient);
    }
}
