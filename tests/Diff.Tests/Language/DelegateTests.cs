namespace Diff.Tests.Language;

/// <summary>Delegates whose function is named in the method that calls them.</summary>
public static partial class DelegateTests
{
    private static readonly List<string> Log = [];

    [Differentiable]
    private static double Cube(double t) => t * t * t;

    private sealed partial class Power(int exponent)
    {
        [Differentiable]
        public double Of(double t) => Math.Pow(t * t + 1, exponent);
    }

    [Fact]
    public static void A_lambda_in_a_local() => Derivatives.Check(Lambda, LambdaValueAndGradient, LambdaJvp);

    [Differentiable]
    private static double Lambda(double x, double y)
    {
        Func<double, double> square = t => t * t;
        Func<double, double, double> blend = (a, b) =>
        {
            if (a > b) return a * square(b);
            return square(a) - b;
        };
        return blend(x, y) * square.Invoke(x + y) + blend(y, x);
    }

    [Fact]
    public static void A_lambda_that_reads_and_writes_what_it_captures() => Derivatives.Check(Captures, CapturesValueAndGradient, CapturesJvp);

    [Differentiable]
    private static double Captures(double x, double y)
    {
        var sum = 0.0;
        var scale = x;
        Action<double> add = t => sum += scale * Math.Sin(t);
        add(y);
        scale *= y;
        for (var i = 0; i < 3; i++) add(sum + i);
        return sum;
    }

    [Fact]
    public static void Methods_by_their_names() => Derivatives.Check(Methods, MethodsValueAndGradient, MethodsJvp);

    [Differentiable]
    private static double Methods(double x, double y)
    {
        var power = new Power(2);
        Func<double, double> cube = Cube, sine = Math.Sin, local = Local;
        Func<double, double> of = power.Of;
        var again = cube;
        return cube(x) + sine(x * y) * local(y) + again(of(y) * 0.1);

        double Local(double t) => t / (1 + t * t) + x;
    }

    [Fact]
    public static void Functions_of_functions() => Derivatives.Check(Higher, HigherValueAndGradient, HigherJvp);

    [Differentiable]
    private static double Higher(double x, double y)
    {
        Func<Func<double, double>, double, double> slope = (f, at) => (f(at + 0.5) - f(at - 0.5)) * y;
        return Twice(t => t * Math.Cos(t + y), x) + slope(Cube, x) + Twice(t => slope(s => s * s * t, t), y) + Twice(Math.Exp, 0.1 * x);

        double Twice(Func<double, double> f, double at)
        {
            if (at > 100) return at;
            return f(f(at));
        }
    }

    [Fact]
    public static void A_lambda_that_is_called_where_it_stands() => Derivatives.Check(Immediate, ImmediateValueAndGradient, ImmediateJvp);

    [Differentiable]
    private static double Immediate(double x, double y) => ((Func<double, double>)(t => t * t * y))(x);

    [Fact]
    public static void A_delegate_is_made_where_it_is_a_value()
    {
        Log.Clear();
        InertValueAndGradient(0.5, 2);
        Assert.Equal(["3", "4"], Log);
        Derivatives.Check(Inert, InertValueAndGradient, InertJvp);
    }

    [Differentiable]
    private static double Inert(double x, double y)
    {
        var n = 3;
        Func<int, string> text = k => (n + k).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Log.Add(text(0));
        Write(text);
        return x * x * y;
    }

    private static void Write(Func<int, string> text) => Log.Add(text(1));
}
