namespace Diff.Tests.Memory;

/// <summary>Methods that return the array of a parameter: their derivatives return a copy of it.</summary>
public static partial class ReturnedParameterTests
{
    private static readonly double[] X = [0.7, 1.3, -0.4];

    private delegate double[] Vjp(double[] x, int n, ReadOnlySpan<double> weight, Span<double> xGradient);

    private delegate (double[] Value, double[] Tangent) Jvp(double[] x, int n, ReadOnlySpan<double> xTangent);

    [Differentiable]
    private static double[] Itself(double[] x, [NoGradient] int n) => x;

    [Differentiable(Order = 2)]
    internal static double[] Step(double[] x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = Math.Sin(x[i]) * x[(i + 1) % x.Length];
        return y;
    }

    [Differentiable(Order = 2)]
    private static double[] Iterate(double[] x, int n)
    {
        var y = x;
        for (var i = 0; i < n; i++) y = Step(y);
        return y;
    }

    [Differentiable]
    private static double[] Replaced(double[] x, int n)
    {
        while (n-- > 0)
        {
            x = Step(x);
            if (x[0] > 0.8) return x;
        }

        return x;
    }

    [Differentiable(Order = 2)]
    private static double[] Recursive(double[] x, int n) => n == 0 ? x : Recursive(Step(x), n - 1);

    [Differentiable]
    private static double[] Nested(double[] x, int n)
    {
        var y = x;
        for (var i = 0; i < n; i++)
        {
            var z = y;
            for (var j = 0; j < i; j++) z = Iterate(z, j);
            y = z;
        }

        return Recursive(Iterate(y, n), n / 2);
    }

    [Differentiable]
    private static double[] Changed(double[] x, int n)
    {
        var s = new double[x.Length];
        for (var i = 0; i < s.Length; i++) s[i] = x[i] * x[i];
        for (var k = 0; k < 2; k++)
        {
            for (var i = 0; i < s.Length; i++) s[i] += 0.1 * Math.Cos(s[i]);
            s = Iterate(s, n);
        }

        return s;
    }

    [Fact]
    public static void A_parameter_that_is_returned_has_the_derivative_of_the_identity() => Check(Itself, ItselfJacobian, ItselfVjp, ItselfJvp);

    [Fact]
    public static void A_loop_that_has_not_run_returns_the_parameter() => Check(Iterate, IterateJacobian, IterateVjp, IterateJvp);

    [Fact]
    public static void A_parameter_that_is_assigned_may_be_returned() => Check(Replaced, ReplacedJacobian, ReplacedVjp, ReplacedJvp);

    [Fact]
    public static void A_recursion_may_end_in_its_parameter() => Check(Recursive, RecursiveJacobian, RecursiveVjp, RecursiveJvp);

    [Fact]
    public static void A_method_may_call_such_methods() => Check(Nested, NestedJacobian, NestedVjp, NestedJvp);

    [Fact]
    public static void A_loop_may_change_what_such_a_method_has_returned() => Check(Changed, ChangedJacobian, ChangedVjp, ChangedJvp);

    [Differentiable]
    private static double[] Scale(double[] x, double factor)
    {
        for (var i = 0; i < x.Length; i++) x[i] *= factor * x[i];
        return x;
    }

    [Fact]
    public static void A_parameter_that_is_written_and_returned_has_the_weights_of_both()
    {
        double[] weight = [1, 2, 3], xWeight = [0.5, 0.25, 4], x = [.. X];
        var factorGradient = 0.0;
        var value = ScaleVjp(x, 2, weight, xWeight, ref factorGradient);
        Assert.Equal(x, value);
        Assert.NotSame(x, value);
        double[] sum = [1.5, 2.25, 7];
        for (var i = 0; i < x.Length; i++) Assert.Equal(sum[i] * 4 * X[i], xWeight[i], 1e-14);
        Assert.Equal(sum.Zip(X, (w, v) => w * v * v).Sum(), factorGradient, 1e-14);
    }

    [Differentiable]
    private static double[,] Matrix(double[,] x, int n)
    {
        var y = x;
        for (var k = 0; k < n; k++)
        {
            var next = new double[2, 2];
            for (var i = 0; i < 2; i++)
                for (var j = 0; j < 2; j++) next[i, j] = y[i, 0] * y[0, j] + y[i, 1] * y[1, j];
            y = next;
        }

        return y;
    }

    [Fact]
    public static void A_matrix_may_be_the_parameter_too()
    {
        for (var n = 0; n < 3; n++)
        {
            var steps = n;
            double[] at = [0.7, 1.3, -0.4, 0.2];
            var expected = Differences.Jacobian(at, x => [.. Matrix(Square(x), steps).Cast<double>()]);
            Near(expected, MatrixJacobian(Square(at), n));
        }

        static double[,] Square(double[] x) => new[,] { { x[0], x[1] }, { x[2], x[3] } };
    }

    [Differentiable(Order = 2)]
    private static double Energy(double[] x, int n)
    {
        var y = Iterate(x, n);
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++) sum += y[i] * y[i] * x[i];
        return sum;
    }

    [Fact]
    public static void The_second_derivative_is_that_of_the_identity_too()
    {
        var (xn, v) = (X, new[] { 1.0, -0.5, 2 });
        var product = EnergyHvp(xn, 0, v);
        // The sum of cubes.
        for (var i = 0; i < xn.Length; i++) Assert.Equal(6 * xn[i] * v[i], product[i], 1e-14);
        for (var n = 1; n < 3; n++)
        {
            var steps = n;
            var differences = Differences.Jacobian(X, x => EnergyGradient(x, steps));
            product = EnergyHvp(X, n, v);
            // The error of the differences.
            for (var i = 0; i < X.Length; i++) Assert.Equal(differences[i, 0] * v[0] + differences[i, 1] * v[1] + differences[i, 2] * v[2], product[i], 1e-6);
        }
    }

    private static double[]? s_held = [1, 2];

    private static void Update()
    {
        if (s_held is not null) s_held[0] = 5;
    }

    [Differentiable]
    private static double[] Held([NoGradient] double x, double y, int n)
    {
        var steps = 0;
        for (var i = 0; i < n; i++) steps += i * i;
        return steps > 5 ? [x, y] : s_held!;
    }

    [Differentiable]
    private static double First(double x, int n)
    {
        var held = Held(x, x, n);
        var product = held[0] * x;
        Update();
        return product;
    }

    [Differentiable]
    private static double Missing(double x, int n) => Held(x, x, n) is null ? x * x : x;

    [Fact]
    public static void The_array_of_a_static_may_be_returned_and_changed_when_it_is_used_no_more()
    {
        s_held = [1, 2];
        Assert.Equal((2.0, 1.0), FirstValueAndGradient(2, 0));
        s_held = [1, 2];
        using (var pullback = FirstWithPullback(2, 0)) Assert.Equal(1, pullback.Gradient(1));
        s_held = [1, 2];
        var gradient = 0.0;
        Assert.Equal(2, FirstVjp(2, 0, 1, ref gradient));
        Assert.Equal(1, gradient);
        Assert.Equal(5, s_held[0]);
        var (value, _) = HeldJvp(1, 2, 0, 1);
        Assert.Equal(s_held, value);
        Assert.NotSame(s_held, value);
    }

    [Fact]
    public static void The_array_of_a_static_that_is_returned_may_be_null()
    {
        s_held = null;
        Assert.Equal((9.0, 6.0), MissingValueAndGradient(3, 0));
        Assert.Equal((3.0, 1.0), MissingValueAndGradient(3, 4));
        s_held = [1, 2];
        Assert.Equal((3.0, 1.0), MissingValueAndGradient(3, 0));
    }

    private static void Check(Func<double[], int, double[]> primal, Func<double[], int, double[,]> jacobian, Vjp vjp, Jvp jvp)
    {
        for (var n = 0; n < 4; n++)
        {
            var steps = n;
            var value = primal(X, n);
            var expected = Differences.Jacobian(X, x => primal(x, steps));
            Near(expected, jacobian(X, n));
            var (byRows, byColumns) = (new double[X.Length, X.Length], new double[X.Length, X.Length]);
            for (var i = 0; i < X.Length; i++)
            {
                var (unit, gradient) = (new double[X.Length], new double[X.Length]);
                unit[i] = 1;
                Assert.Equal(value, vjp(X, n, unit, gradient));
                var (same, tangent) = jvp(X, n, unit);
                Assert.Equal(value, same);
                Assert.NotSame(X, same);
                for (var j = 0; j < X.Length; j++) (byRows[i, j], byColumns[j, i]) = (gradient[j], tangent[j]);
            }

            Near(expected, byRows);
            Near(expected, byColumns);
        }
    }

    // Central differences of these polynomials and sines are right to about 1e-9.
    private static void Near(double[,] expected, double[,] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Cast<double>().Zip(actual.Cast<double>())) Assert.Equal(one, other, 1e-7);
    }
}
