namespace Diff.Tests.Memory;

/// <summary>
/// Methods that take derivatives in loops: their own derivatives leave no garbage however often the loops run, and have the right numbers
/// also where the arrays are carried on, kept in tables or chosen.
/// </summary>
public static partial class NestedGarbageTests
{
    private static readonly double[] X = [0.3, 0.4, -0.5, 0.6, 0.2], V = [1, -0.5, 2, 0.3, 0.1], G = new double[5];

    // Central differences with step 6e-6 of functions of size 1: truncation and rounding are about 1e-10 each.
    private const double Tolerance = 1e-7;

    private delegate double Primal(double[] x, int n);

    private delegate double Vjp(double[] x, int n, double weight, Span<double> xGradient);

    private delegate (double Value, double Tangent) Jvp(double[] x, int n, ReadOnlySpan<double> xTangent);

    [Differentiable(Order = 2)]
    private static double Potential(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += Math.Sin(x[i]) * x[i] * x[(i + 1) % x.Length];
        return s;
    }

    [Differentiable(Order = 2)]
    private static double OfArray(double[] x, double k)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = Math.Cos(x[i] * k);
        var s = 0.0;
        for (var i = 1; i < y.Length; i++) s += y[i] * y[i - 1] * x[0];
        return s;
    }

    [Differentiable(Order = 2)]
    private static double OfMatrix(double[,] x) => x[0, 0] * x[1, 1] * x[1, 1] + Math.Sin(x[0, 1] * x[1, 0]);

    [Differentiable(Order = 2)]
    private static double[] Field(ReadOnlySpan<double> x)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = Math.Sin(x[i]) * x[(i + 1) % x.Length];
        return y;
    }

    private static double[]? s_kept;

    private static void Keep(double[] x) => s_kept = x;

    [Differentiable(Order = 2)]
    private static double Holding(double[] x)
    {
        Keep(Gradient.Detach(x));
        return Math.Sin(x[0]) * x[1] * x[1];
    }

    [Differentiable]
    private static double HeldPoints(double[] x, int n)
    {
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            var y = new double[2];
            for (var i = 0; i < 2; i++) y[i] = x[i] + 0.1 * s;
            s += 0.1 * Gradient.Of(Holding, y)[1];
        }
        return s;
    }

    [Differentiable]
    private static double Descents(double[] x, int n)
    {
        var y = (double[])x.Clone();
        for (var k = 0; k < n; k++)
        {
            var g = Gradient.Of(Potential, y);
            for (var i = 0; i < y.Length; i++) y[i] -= 0.01 * g[i];
        }
        return y[0] * y[1] + y[2];
    }

    [Differentiable]
    private static double CarriedGradients(double[] x, int n)
    {
        var y = (double[])x.Clone();
        for (var k = 0; k < n; k++)
        {
            y = Gradient.Of(Potential, y);
            for (var i = 0; i < y.Length; i++) y[i] = Math.Tanh(y[i]);
        }
        return y[0] * y[1] + y[2];
    }

    [Differentiable]
    private static double TwoGradients(double[] x, int n)
    {
        var (a, b) = ((double[])x.Clone(), new double[x.Length]);
        for (var k = 0; k < n; k++)
        {
            var (value, (ofA, ofK)) = Gradient.ValueAndGradient(OfArray, (a, 0.5 + 0.1 * b[0]));
            for (var i = 0; i < a.Length; i++) b[i] = a[i] - 0.01 * ofA[i] * ofK + 0.001 * value;
            (a, b) = (b, a);
        }
        return a[0] * b[1] + a[2];
    }

    [Differentiable]
    private static double Pulled(double[] x, int n)
    {
        var y = (double[])x.Clone();
        for (var k = 0; k < n; k++)
        {
            var (value, g) = Gradient.Vjp(Field, y, y);
            for (var i = 0; i < y.Length; i++) y[i] = Math.Tanh(value[i] - 0.3 * g[i]);
        }
        return y[0] * y[1] + y[2];
    }

    [Differentiable]
    private static double Pushed(double[] x, int n)
    {
        var y = (double[])x.Clone();
        for (var k = 0; k < n; k++)
        {
            var (value, along) = Gradient.Jvp(Field, y, x);
            for (var i = 0; i < y.Length; i++) y[i] = Math.Tanh(value[i] - 0.3 * along[i]);
        }
        return y[0] * y[1] + y[2];
    }

    [Differentiable]
    private static double Matrices(double[] x, int n)
    {
        var s = 0.0;
        var m = new double[2, 2];
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i < 2; i++) for (var j = 0; j < 2; j++) m[i, j] = x[2 * i + j] + 0.1 * Math.Sin(s + k);
            var g = Gradient.Of(OfMatrix, m);
            s += 0.1 * g[0, 1] * g[1, 1];
        }
        return s;
    }

    [Differentiable]
    private static double Jacobians(double[] x, int n)
    {
        var y = (double[])x.Clone();
        for (var k = 0; k < n; k++)
        {
            var j = Gradient.Jacobian(Field, y);
            for (var i = 0; i < y.Length; i++) y[i] = Math.Tanh(y[i] + j[i, (i + 1) % y.Length]);
        }
        return y[0] * y[1] + y[2];
    }

    [Differentiable]
    private static double Lambdas(double[] x, int n)
    {
        var y = (double[])x.Clone();
        for (var k = 0; k < n; k++)
        {
            var g = Gradient.Of(static (double[] z, double a) => z[0] * z[1] * a + Math.Sin(z[2] * z[1]), y, x[0]);
            for (var i = 0; i < y.Length; i++) y[i] -= 0.1 * g[i];
        }
        return y[0] * y[1] + y[2];
    }

    [Differentiable]
    private static double Choices(double[] x, int n)
    {
        var (first, last) = ((double[])x.Clone(), (double[])x.Clone());
        for (var k = 0; k < n; k++)
        {
            var g = k % 3 == 0 ? Gradient.Of(Potential, last) : k % 3 == 1 ? first : last;
            var next = new double[x.Length];
            for (var i = 0; i < x.Length; i++) next[i] = Math.Tanh(g[i] + 0.5 * last[i]);
            last = next;
        }
        return last[0] * last[1] + last[2];
    }

    [Differentiable]
    private static double UnknownTrips(double[] x, int n)
    {
        var y = (double[])x.Clone();
        var k = 0;
        while (k < n && y[0] * y[0] < 100)
        {
            var g = Gradient.Of(Potential, y);
            if (g[0] > 1e6) break;
            for (var i = 0; i < y.Length; i++) y[i] -= 0.01 * g[i] * g[0];
            k++;
        }
        return y[0] * y[1] + y[2];
    }

    [Differentiable]
    private static double Recursions(double[] x, int n)
    {
        if (n == 0) return x[0] * x[1] + x[2];
        var g = Gradient.Of(Potential, x);
        var y = new double[x.Length];
        for (var i = 0; i < y.Length; i++) y[i] = Math.Tanh(x[i] - 0.1 * g[i]);
        return Recursions(y, n - 1) + 0.1 * g[0];
    }

    [Differentiable]
    private static double Sums(double[] x, int n)
    {
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            var y = new double[x.Length];
            for (var i = 0; i < y.Length; i++) y[i] = x[i] * Math.Cos(k);
            var g = Gradient.Of(Potential, y);
            s += g[0] * g[1] / n;
        }
        return s;
    }

    [Differentiable]
    private static double[] Kept(double[] x, int n)
    {
        var table = new double[n + 1][];
        table[0] = (double[])x.Clone();
        for (var k = 0; k < n; k++) table[k + 1] = Gradient.Of(Potential, table[k]);
        var y = new double[x.Length];
        for (var k = 0; k <= n; k++) for (var i = 0; i < y.Length; i++) y[i] += Math.Tanh(table[k][i]);
        return y;
    }

    [Differentiable]
    private static double[] Returned(double[] x, int n)
    {
        var y = (double[])x.Clone();
        for (var k = 0; k < n; k++) y = Gradient.Of(Potential, y);
        return y;
    }

    [Fact]
    public static void Descents_leave_no_garbage() => None(Descents, DescentsVjp, DescentsJvp);

    [Fact]
    public static void Carried_gradients_leave_no_garbage() => None(CarriedGradients, CarriedGradientsVjp, CarriedGradientsJvp);

    [Fact]
    public static void Two_gradients_leave_no_garbage() => None(TwoGradients, TwoGradientsVjp, TwoGradientsJvp);

    [Fact]
    public static void Pulled_vectors_leave_no_garbage() => None(Pulled, PulledVjp, PulledJvp);

    [Fact]
    public static void Pushed_vectors_leave_no_garbage() => None(Pushed, PushedVjp, PushedJvp);

    [Fact]
    public static void Gradients_by_matrices() => Check(Matrices, MatricesVjp, MatricesJvp, 4);

    [Fact]
    public static void Jacobians_in_loops() => Check(Jacobians, JacobiansVjp, JacobiansJvp, 4);

    [Fact]
    public static void Gradients_of_lambdas_leave_no_garbage() => None(Lambdas, LambdasVjp, LambdasJvp);

    [Fact]
    public static void Chosen_gradients_leave_no_garbage() => None(Choices, ChoicesVjp, ChoicesJvp);

    [Fact]
    public static void Unknown_trips_leave_no_garbage() => None(UnknownTrips, UnknownTripsVjp, UnknownTripsJvp);

    [Fact]
    public static void Recursions_with_gradients() => Check(Recursions, RecursionsVjp, RecursionsJvp, 4);

    [Fact]
    public static void Sums_leave_no_garbage() => None(Sums, SumsVjp, SumsJvp);

    [Fact]
    public static void Gradients_that_are_kept_or_returned_are_memory_of_their_own()
    {
        foreach (var n in new[] { 0, 1, 4 })
        {
            Check((x, n) => Kept(x, n)[1], (x, n, weight, gradient) => KeptVjp(x, n, [0, weight, 0, 0, 0], gradient)[1],
                (x, n, v) => (KeptJvp(x, n, v).Value[1], KeptJvp(x, n, v).Tangent[1]), n);
            Check((x, n) => Returned(x, n)[1], (x, n, weight, gradient) => ReturnedVjp(x, n, [0, weight, 0, 0, 0], gradient)[1],
                (x, n, v) => (ReturnedJvp(x, n, v).Value[1], ReturnedJvp(x, n, v).Tangent[1]), n);
            var (value, tangent) = ReturnedJvp(X, n, V);
            var (kept, keptTangent) = ((double[])value.Clone(), (double[])tangent.Clone());
            ReturnedJvp(V, n, X);
            ReturnedVjp(V, n, X, G);
            Assert.Equal(kept, value);
            Assert.Equal(keptTangent, tangent);
        }
    }

    [Fact]
    public static void Points_that_somebody_holds_on_to_are_nobodys_memory()
    {
        Check(HeldPoints, HeldPointsVjp, HeldPointsJvp, 3);
        HeldPointsVjp(X, 1, 1, G);
        var kept = s_kept!;
        Assert.Equal(X[..2], kept);
        HeldPointsVjp(V, 3, 1, G);
        HeldPointsJvp(V, 3, X);
        DescentsVjp(V, 3, 1, G);
        Assert.Equal(X[..2], kept);
        HeldPointsJvp(X, 1, V);
        kept = s_kept!;
        HeldPointsJvp(V, 3, X);
        Assert.Equal(X[..2], kept);
    }

    private static void None(Primal primal, Vjp vjp, Jvp jvp)
    {
        foreach (var n in new[] { 1, 2, 7, 40 })
        {
            if (n < 10) Check(primal, vjp, jvp, n);
            Garbage.None(_ => vjp(X, n, 1, G));
            Garbage.None(_ => jvp(X, n, V));
        }
    }

    private static void Check(Primal primal, Vjp vjp, Jvp jvp, int n)
    {
        var gradient = new double[X.Length];
        Assert.Equal(primal(X, n), vjp(X, n, 1, gradient), 1e-12);
        var differences = Differences.Jacobian(X, x => [primal(x, n)]);
        for (var i = 0; i < X.Length; i++)
        {
            Assert.InRange(Math.Abs(gradient[i] - differences[0, i]), 0, Tolerance * Math.Max(1, Math.Abs(gradient[i])));
            var unit = new double[X.Length];
            unit[i] = 1;
            var (value, tangent) = jvp(X, n, unit);
            Assert.Equal(primal(X, n), value, 1e-12);
            Assert.InRange(Math.Abs(gradient[i] - tangent), 0, 1e-11 * Math.Max(1, Math.Abs(gradient[i])));
        }
    }
}
