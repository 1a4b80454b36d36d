namespace Diff.Tests.Language;

/// <summary>Methods that hand the functions they are given on to themselves: each is a method of its own for each function.</summary>
public static partial class RecursiveFunctionParameterTests
{
    [Fact]
    public static void An_adaptive_quadrature() => Derivatives.Check(Adaptive, AdaptiveValueAndGradient, AdaptiveJvp);

    [Differentiable(Order = 2)]
    private static double Adaptive(double x, double y) => Halving.Simpson(t => Math.Exp(-x * t * t), 0, y, 1e-9, 12);

    [Fact]
    public static void An_adaptive_quadrature_has_second_derivatives()
    {
        var hessian = AdaptiveHessian(0.7, 1.3);
        var (onX, onY) = (GradientCheck.Gradient(p => AdaptiveGradient(p[0], p[1]).x, [0.7, 1.3]), GradientCheck.Gradient(p => AdaptiveGradient(p[0], p[1]).y, [0.7, 1.3]));
        Assert.Equal([onX[0], onX[1], onY[0], onY[1]], hessian.Cast<double>(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public static void One_quadrature_in_the_other() => Derivatives.Check(Nested, NestedValueAndGradient, NestedJvp);

    [Differentiable]
    private static double Nested(double x, double y) => Halving.Area(s => Halving.Area(t => Math.Cos(x * s * t), 0, s, 3), 0, y, 3);

    [Fact]
    public static void The_same_quadrature_of_several_functions() => Derivatives.Check(Several, SeveralValueAndGradient, SeveralJvp);

    [Differentiable]
    private static double Several(double x, double y)
    {
        var (sum, c) = (0.0, x);
        for (var i = 0; i < 3; i++)
        {
            sum += Halving.Area(t => t * c, 0, y, 2) + Halving.Area(Math.Sin, x, y, 2);
            c *= y;
        }

        return sum + Halving.Scaled(t => t * x, y) + Halving.Scaled(t => Math.Sin(t) + x, x * y);
    }

    [Fact]
    public static void Captured_variables_named_like_the_parameters() => Derivatives.Check(Names, NamesValueAndGradient, NamesJvp);

    [Differentiable]
    private static double Names(double x, double y)
    {
        double a = x * y, b = Math.Cos(y);
        return Halving.Area(t => t * b + a * t * t, b, a, 3);
    }

    [Fact]
    public static void Solvers_that_call_themselves() => Derivatives.Check(Solving, SolvingValueAndGradient, SolvingJvp);

    [Differentiable]
    private static double Solving(double x, double y) =>
        Halving.Newton(t => t * t * t + t - x * x, t => 3 * t * t + 1, 1, 9) * Halving.RungeKutta((t, u) => -x * u + Math.Sin(t * y), 0, y, 0.1, 6);

    [Fact]
    public static void Methods_that_call_each_other() => Derivatives.Check(Mutual, MutualValueAndGradient, MutualJvp);

    [Differentiable]
    private static double Mutual(double x, double y) => Halving.Even(t => Math.Sin(x * t), y, 5) + Halving.Swapped(t => t * x, t => Math.Sin(t) + y, y, 5);

    [Fact]
    public static void A_generic_method() => Derivatives.Check(Generic, GenericValueAndGradient, GenericJvp);

    [Differentiable]
    private static double Generic(double x, double y)
    {
        var (p, q) = Halving.Iterate(s => (Math.Sin(x * s.Q), s.P + x), (P: y, Q: x), 4);
        return p * q + Halving.Iterate(t => t * x, y, 3);
    }

    [Fact]
    public static void Functions_of_integers_that_read_and_fill_arrays() => Derivatives.Check(Arrays, ArraysValueAndGradient, ArraysJvp);

    [Differentiable]
    private static double Arrays(double x, double y)
    {
        double[] v = [x, y, x * y, 1], w = new double[4];
        Halving.ForAll(i => w[i] = v[i] * v[i] * x, 0, 4);
        return Halving.Sum(i => w[i] * v[3 - i], 0, 4) + Halving.Mapped(t => Math.Sin(t * x), v, 2)[2];
    }

    [Fact]
    public static void Results_by_reference_and_in_tuples() => Derivatives.Check(Results, ResultsValueAndGradient, ResultsJvp);

    [Differentiable]
    private static double Results(double x, double y)
    {
        var c = x * y;
        Halving.Split(t => t * x + Math.Cos(t), y, 2, out var a, ref c);
        var (p, q) = Halving.Pair(t => Math.Sin(x * t), y, 3);
        return a * c + p * q;
    }

    [Fact]
    public static void Optional_functions_and_guards() => Derivatives.Check(Optional, OptionalValueAndGradient, OptionalJvp);

    [Differentiable]
    private static double Optional(double x, double y) => Halving.Logged(t => Math.Sin(x * t), y, 3);

    [Fact]
    public static void A_recursive_local_function_of_a_method_that_takes_a_function() => Derivatives.Check(Inner, InnerValueAndGradient, InnerJvp);

    [Differentiable]
    private static double Inner(double x, double y) =>
        Halving.Inner(t => Math.Exp(-x * t), 0, y) + Halving.Inner(t => t * t * x, 0, y) * Halving.Inner(t => Math.Exp(-x * t), 0, y);

    [Fact]
    public static void Recursive_local_functions_that_get_and_capture_functions() => Derivatives.Check(Local, LocalValueAndGradient, LocalJvp);

    [Differentiable]
    private static double Local(double x, double y)
    {
        Func<double, double> g = t => Math.Exp(-x * t * t);
        return Panel(g, 0, y, 3) + Panel(h, 0, x, 2) * Captured(0, y, 3);

        double h(double t) => g(t) * y;

        double Panel(Func<double, double> f, double a, double b, int depth) =>
            depth == 0 ? (b - a) * f((a + b) / 2) : Panel(f, a, (a + b) / 2, depth - 1) + Panel(f, (a + b) / 2, b, depth - 1);

        double Captured(double a, double b, int depth) =>
            depth == 0 ? (b - a) * g((a + b) / 2) : Captured(a, (a + b) / 2, depth - 1) + Captured((a + b) / 2, b, depth - 1);
    }

    [Fact]
    public static void A_function_that_calls_the_recursion_that_it_is_part_of() => Derivatives.Check(Through, ThroughValueAndGradient, ThroughJvp);

    [Differentiable]
    private static double Through(double x, double y)
    {
        return g(y, 2);

        double g(double s, int n) => n == 0 ? s * x : Halving.Area(t => g(t, n - 1) * s, 0, s, 2);
    }

    [Fact]
    public static void Captured_values_that_may_be_missing() => Derivatives.Check(Missing, MissingValueAndGradient, MissingJvp);

    [Differentiable]
    private static double Missing(double x, double y)
    {
        double? scale = x * y, none = null;
        (double? A, int N) pair = (x, 2);
        return Halving.Area(t => t * (scale ?? 0) + (none ?? y) + (pair.A ?? 0) * pair.N, 0, y, 2) + Power(2);

        double Power(int n) => n == 0 ? scale ?? 1 : x * Power(n - 1);
    }

    [Fact]
    public static void Methods_of_an_object_that_use_its_constants()
    {
        var model = new Model();
        Derivatives.Check(model.Total, model.TotalValueAndGradient, model.TotalJvp);
    }

    public partial class Model
    {
        private readonly double _rate = 0.7;
        private readonly double[] _weights = [1, 2, 3];

        [Differentiable]
        public double Total(double x, double y) => Area(t => Math.Exp(-_rate * t * x) * _weights[1], 0, y, 3) + Halving.Area(At, 0, y, 2) * x + Halving.Area(t => t * _rate * x, 0, y, 2);

        [Differentiable]
        public double At(double t) => Math.Sin(t * _rate);

        private double Area(Func<double, double> f, double a, double b, int depth)
        {
            var m = (a + b) / 2;
            return depth == 0 ? (b - a) * f(m) * _rate : Area(f, a, m, depth - 1) + Area(f, m, b, depth - 1);
        }
    }
}

/// <summary>Code as numeric libraries have it, which knows nothing of derivatives.</summary>
internal static class Halving
{
    private const double Third = 1.0 / 3;

    public static double Simpson(Func<double, double> f, double a, double b, double tolerance, int depth)
    {
        var m = 0.5 * (a + b);
        var whole = (b - a) / 6 * (f(a) + 4 * f(m) + f(b));
        var left = (m - a) / 6 * (f(a) + 4 * f(0.5 * (a + m)) + f(m));
        var right = (b - m) / 6 * (f(m) + 4 * f(0.5 * (m + b)) + f(b));
        if (depth <= 0 || Math.Abs(left + right - whole) < 15 * tolerance) return left + right + (left + right - whole) / 15;
        return Simpson(f, a, m, tolerance / 2, depth - 1) + Simpson(f, m, b, tolerance / 2, depth - 1);
    }

    public static double Area(Func<double, double> f, double a, double b, int depth)
    {
        var m = (a + b) / 2;
        return depth == 0 ? (b - a) * f(m) : Area(f, a, m, depth - 1) + Area(f, m, b, depth - 1);
    }

    public static double Inner(Func<double, double> f, double a, double b)
    {
        return Go(a, b, 3) * Third;

        double Go(double low, double high, int depth)
        {
            var m = (low + high) / 2;
            return depth == 0 ? (high - low) * f(m) : Go(low, m, depth - 1) + Go(m, high, depth - 1);
        }
    }

    public static double Scaled(Func<double, double> f, double x) => Area(t => f(t) * x, 0, x, 3);

    public static double Newton(Func<double, double> f, Func<double, double> slope, double x, int n) => n == 0 ? x : Newton(f, slope, x - f(x) / slope(x), n - 1);

    public static double RungeKutta(Func<double, double, double> f, double t, double y, double h, int n)
    {
        if (n == 0) return y;
        var k = f(t, y);
        var (k2, k3) = (f(t + h / 2, y + h / 2 * k), f(t + h / 2, y + h * k));
        return RungeKutta(f, t + h, y + h / 6 * (k + 4 * k2 + k3), h, n - 1);
    }

    public static double Even(Func<double, double> f, double x, int n) => n == 0 ? x : Odd(f, f(x), n - 1);

    private static double Odd(Func<double, double> f, double x, int n) => n == 0 ? -x : Even(f, f(x) + x, n - 1);

    public static double Swapped(Func<double, double> f, Func<double, double> g, double x, int n) => n == 0 ? f(x) : Swapped(g, f, g(x) + f(1), n - 1);

    public static T Iterate<T>(Func<T, T> f, T x, int n) => n == 0 ? x : Iterate(f, f(x), n - 1);

    public static double Sum(Func<int, double> f, int from, int to) => to - from == 1 ? f(from) : Sum(f, from, (from + to) / 2) + Sum(f, (from + to) / 2, to);

    public static void ForAll(Action<int> act, int from, int to)
    {
        if (to - from == 1)
        {
            act(from);
            return;
        }

        ForAll(act, from, (from + to) / 2);
        ForAll(act, (from + to) / 2, to);
    }

    public static double[] Mapped(Func<double, double> f, double[] x, int n)
    {
        if (n == 0) return x;
        var y = new double[x.Length];
        for (var i = 0; i < y.Length; i++) y[i] = f(x[i]);
        return Mapped(f, y, n - 1);
    }

    public static void Split(Func<double, double> f, double x, int n, out double a, ref double b)
    {
        if (n == 0)
        {
            a = f(x);
            b += f(b);
            return;
        }

        Split(f, x * x, n - 1, out a, ref b);
        a *= f(x);
        b *= x;
    }

    public static (double, double) Pair(Func<double, double> f, double x, int n)
    {
        if (n == 0) return (x, 1);
        var (p, q) = Pair(f, f(x), n - 1);
        return (p * q, q + f(p));
    }

    public static double Logged(Func<double, double> f, double x, int n, Action<int>? log = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        log?.Invoke(n);
        return n == 0 ? x : Logged(f, f(x), n - 1, log);
    }
}
