namespace Diff.Tests.Language;

/// <summary>Methods that get the functions they call, which their callers name.</summary>
public static partial class FunctionParameterTests
{
    [Fact]
    public static void A_quadrature() => Derivatives.Check(Mass, MassValueAndGradient, MassJvp);

    [Differentiable(Order = 2)]
    private static double Mass(double x, double y) => Solvers.Simpson(t => Math.Exp(-x * t * t), 0, y, 8);

    [Fact]
    public static void A_quadrature_has_second_derivatives()
    {
        var hessian = MassHessian(0.7, 1.3);
        var (onX, onY) = (GradientCheck.Gradient(p => MassGradient(p[0], p[1]).x, [0.7, 1.3]), GradientCheck.Gradient(p => MassGradient(p[0], p[1]).y, [0.7, 1.3]));
        Assert.Equal([onX[0], onX[1], onY[0], onY[1]], hessian.Cast<double>(), (a, b) => Math.Abs(a - b) < 1e-7);
    }

    [Fact]
    public static void A_root_finder_that_may_log() => Derivatives.Check(Root, RootValueAndGradient, RootJvp);

    [Differentiable]
    private static double Root(double x, double y)
    {
        var steps = 0;
        var silent = Solvers.Newton(t => t * t * t - x * x, t => 3 * t * t, 1.5);
        return silent * y + Solvers.Newton(t => Math.Exp(t) - y * y - 1, Math.Exp, 1, log: i => steps += i) * x + steps;
    }

    [Fact]
    public static void A_stepper_of_a_delegate_type_of_its_own() => Derivatives.Check(Ode, OdeValueAndGradient, OdeJvp);

    [Differentiable]
    private static double Ode(double x, double y)
    {
        return Solvers.RungeKutta(Slope, y, 0, 1, 5);

        double Slope(double t, double u) => u > 10 ? 0 : -x * u + Math.Sin(t * y);
    }

    [Fact]
    public static void A_stepper_of_arrays() => Derivatives.Check(System, SystemValueAndGradient, SystemJvp);

    [Differentiable]
    private static double System(double x, double y)
    {
        var end = Solvers.Euler(u => [-x * u[1], u[0] * y], [1, x], 4);
        return end[0] * end[1];
    }

    [Fact]
    public static void Activations_by_name_through_an_extension_method() => Derivatives.Check(Activations, ActivationsValueAndGradient, ActivationsJvp);

    [Differentiable]
    private static double Activations(double x, double y)
    {
        double[] layer = [x, x * y, 0.3];
        return layer.Map(Math.Tanh).Map(Square).Map(v => v > 0 ? v : 0.1 * v).Map(v => v * y).Sum();
    }

    [Differentiable]
    private static double Square(double v) => v * v;

    [Fact]
    public static void A_method_inside_of_itself() => Derivatives.Check(Nested, NestedValueAndGradient, NestedJvp);

    [Differentiable]
    private static double Nested(double x, double y) =>
        Solvers.Simpson(s => Solvers.Mean(t => Solvers.Simpson(u => Math.Sin(u * s * x) * t, t, y, 2) + t, 0, s * s + 1), 0, x, 4);

    [Fact]
    public static void Variables_of_the_same_name_are_different_ones() => Derivatives.Check(Names, NamesValueAndGradient, NamesJvp);

    [Differentiable]
    private static double Names(double x, double y)
    {
        double h = 3 * x, sum = y, a = x * y;
        var i = 7;
        var mass = Solvers.Simpson(t => t * sum * h + i + a, 0, a, 4);
        return mass + sum + h * i;
    }

    [Fact]
    public static void Actions_that_fill_and_sum() => Derivatives.Check(Actions, ActionsValueAndGradient, ActionsJvp);

    [Differentiable]
    private static double Actions(double x, double y)
    {
        var (sum, count, weights) = (0.0, 0, new double[4]);
        Solvers.For(0, 4, i => weights[i] = i * x * y);
        Solvers.For(1, 4, i => { sum += weights[i] * weights[i - 1] * x; count++; });
        Solvers.Update(ref sum, s => { Solvers.Update(ref weights[2], w => w * s); return weights[2] * y; });
        return sum * count;
    }

    [Fact]
    public static void Results_by_reference_and_in_tuples() => Derivatives.Check(Results, ResultsValueAndGradient, ResultsJvp);

    [Differentiable]
    private static double Results(double x, double y)
    {
        var last = y;
        if (!Solvers.TrySolve(t => t * t - x * x - 0.1, 1, out var root, ref last)) return x;
        var (middle, steps) = Solvers.Bisect(t => t * t * t - y, -3, 3);
        return root * y + last + middle * steps;
    }

    [Fact]
    public static void Functions_that_may_be_missing() => Derivatives.Check(Optional, OptionalValueAndGradient, OptionalJvp);

    [Differentiable]
    private static double Optional(double x, double y) => Solvers.Slope(t => t * t * y, x) + Solvers.Slope(t => t * t * y, x, t => 2 * t * y) * Solvers.Scaled(x, null) + Solvers.Scaled(y, t => t * x);

    [Fact]
    public static void Generic_methods() => Derivatives.Check(Generic, GenericValueAndGradient, GenericJvp);

    [Differentiable]
    private static double Generic(double x, double y)
    {
        var (p, q) = Solvers.Fold((1.0, x), 3, (s, i) => (s.Item2 * y + i, s.Item1));
        int[] counts = [1, 2, 3];
        var pairs = counts.Select(i => i * x, y);
        return p * q + Solvers.Fold(new[] { x, 2 }, 2, (v, _) => [v[1] * y, v[0]])[0] + pairs[0].First * pairs[2].Second + Solvers.Midpoint(t => t * x, y, 2.0);
    }

    [Fact]
    public static void Methods_of_the_object_and_its_fields() => Derivatives.Check(Held, HeldValueAndGradient, HeldJvp);

    [Differentiable]
    private static double Held(double x, double y) => new Curve(3).Loss(x, y);

    private sealed partial class Curve(int n)
    {
        private readonly double _scale = n * 0.5;

        [Differentiable]
        public double At(double t) => t * t * _scale;

        private double Twice(Func<double, double> f, double t) => f(f(t)) * _scale + n;

        [Differentiable]
        public double Loss(double x, double y) => Twice(t => t * x * _scale, y) + Twice(At, x) + Solvers.Simpson(At, 0, y, 2) + Solvers.Mean(t => At(t) * n, 0, x * x + 1);
    }

    [Fact]
    public static void The_fields_of_a_differentiable_class()
    {
        var wave = new Wave { Weight = 1.3 };
        var (gradient, slope) = wave.LossGradient(0.7);
        double At(double weight, double x) => new Wave { Weight = weight }.Loss(x);
        var expected = GradientCheck.Gradient(p => At(p[0], p[1]), [1.3, 0.7]);
        Assert.Equal(expected[0], gradient.Weight, 1e-7);
        Assert.Equal(expected[1], slope, 1e-7);
        Assert.Equal(gradient.Weight, wave.LossJvp(0.7, new WaveGradient { Weight = 1 }, 0).Tangent, 1e-13);
        Assert.Equal(slope, wave.LossJvp(0.7, new WaveGradient(), 1).Tangent, 1e-13);
    }

    [Fact]
    public static void Objects_that_the_method_makes() => Derivatives.Check(Objects, ObjectsValueAndGradient, ObjectsJvp);

    [Differentiable]
    private static double Objects(double x, double y)
    {
        var cell = new Cell(x);
        cell.Change(v => v * v * y);
        Solvers.For(0, 3, i => cell.Value += i * y);
        return cell.Value + Solvers.Simpson(t => cell.Value * t, 0, 1, 2);
    }

    private sealed class Cell(double value)
    {
        public double Value = value;

        public void Change(Func<double, double> f) => Value = f(Value);
    }

    [Fact]
    public static void A_marked_method_that_gives_integers_to_its_function_keeps_its_family()
    {
        Derivatives.Check(Weighted, WeightedValueAndGradient, WeightedJvp);
        Assert.Equal([1, 0.5], Solvers.WeighGradient([3, 4], i => 1.0 / (i + 1)));
    }

    [Differentiable]
    private static double Weighted(double x, double y) => Solvers.Weigh([x, 2 * y], i => 1.0 / (i + 1)) + Solvers.Weigh([x, y], i => i * x + y);
}

[Differentiable]
internal sealed partial class Wave
{
    public double Weight;

    public double At(double x) => Math.Sin(Weight * x);

    private double Twice(Func<double, double> f, double x) => f(f(x) * Weight);

    public double Loss(double x) => Solvers.Simpson(t => At(t) * x + Weight, 0, x, 2) + Solvers.Simpson(At, 0, 1, 4) + Twice(t => t * x, x) + Twice(At, x);
}

/// <summary>Code as numeric libraries have it, which knows nothing of derivatives.</summary>
internal static partial class Solvers
{
    public delegate double RightSide(double t, double u);

    public static double Simpson(Func<double, double> f, double a, double b, int n)
    {
        if (f == null) throw new ArgumentNullException(nameof(f));
        var h = (b - a) / n;
        var sum = f(a) + f(b);
        for (var i = 1; i < n; i++) sum += (i % 2 == 0 ? 2 : 4) * f(a + i * h);
        return sum * h / 3;
    }

    public static double Mean(Func<double, double> f, double a, double b)
    {
        ArgumentNullException.ThrowIfNull(f);
        if (b <= a) return f(a);
        var y = Simpson(f, a, b, 2);
        return y / (b - a) + Simpson(t => f(t) * t, a, b, 2);
    }

    public static double Newton(Func<double, double> f, Func<double, double> slope, double x, double tolerance = 1e-13, Action<int>? log = null)
    {
        for (var i = 0; i < 50; i++)
        {
            var y = f(x);
            log?.Invoke(i);
            if (Math.Abs(y) < tolerance) return x - y / slope(x);
            x -= y / slope(x);
        }
        throw new InvalidOperationException("no root");
    }

    public static double RungeKutta(RightSide f, double u, double from, double to, int n)
    {
        var h = (to - from) / n;
        for (var i = 0; i < n; i++)
        {
            var t = from + i * h;
            var k1 = f(t, u);
            var k2 = f(t + h / 2, u + h / 2 * k1);
            var k3 = f(t + h / 2, u + h / 2 * k2);
            u += h / 6 * (k1 + 2 * k2 + 2 * k3 + f(t + h, u + h * k3));
        }
        return u;
    }

    public static double[] Euler(Func<double[], double[]> f, double[] start, int n)
    {
        var u = (double[])start.Clone();
        for (var k = 0; k < n; k++)
        {
            var slope = f(u);
            for (var i = 0; i < u.Length; i++) u[i] += 0.1 * slope[i];
        }
        return u;
    }

    public static double[] Map(this double[] x, Func<double, double> f)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = f(x[i]);
        return y;
    }

    public static void For(int from, int to, Action<int> body)
    {
        for (var i = from; i < to; i++) body(i);
    }

    public static void Update(ref double x, Func<double, double> f)
    {
        var old = x;
        x = f(x);
        x += old;
    }

    public static bool TrySolve(Func<double, double> f, double x, out double root, ref double last)
    {
        root = x;
        for (var i = 0; i < 6; i++)
        {
            last = f(root);
            root -= last * 0.3;
        }
        return true;
    }

    public static (double X, int Steps) Bisect(Func<double, double> f, double a, double b)
    {
        var n = 0;
        while (n++ < 5)
        {
            var m = (a + b) / 2;
            if (f(m) > 0) b = m;
            else a = m;
        }
        var x = 0.5 * (a + b);
        return (x - f(x) / ((f(x + 0.1) - f(x - 0.1)) / 0.2), n);
    }

    public static double Slope(Func<double, double> f, double x, Func<double, double>? exact = null) => exact != null ? exact(x) : (f(x + 0.1) - f(x - 0.1)) / 0.2;

    public static double Scaled(double x, Func<double, double>? f) => (f ?? (t => t * 3))(x) + (f?.Invoke(x * x) ?? 0.5);

    public static T Fold<T>(T start, int n, Func<T, int, T> next)
    {
        for (var i = 0; i < n; i++) start = next(start, i);
        return start;
    }

    public static (TResult First, T Second)[] Select<TSource, TResult, T>(this TSource[] source, Func<TSource, TResult> f, T other)
    {
        var results = new (TResult First, T Second)[source.Length];
        for (var i = 0; i < source.Length; i++) results[i] = (f(source[i]), other);
        return results;
    }

    public static T Midpoint<T>(Func<T, T> f, T a, T b)
        where T : global::System.Numerics.IFloatingPointIeee754<T> => (b - a) * f((a + b) / (T.One + T.One)) * T.Exp(T.CreateChecked(2) / T.Pi);

    [Differentiable]
    public static double Weigh(double[] x, Func<int, double> weight)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * weight(i);
        return sum;
    }
}
