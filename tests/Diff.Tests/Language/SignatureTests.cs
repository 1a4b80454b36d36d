namespace Diff.Tests.Language;

/// <summary>Kinds of parameters, results and methods.</summary>
public partial class SignatureTests
{
    private readonly double _scale = 1.5;
    private readonly double[] _weights = [0.5, 2, -1];

    private double Bias { get; set; } = 0.25;

    [Differentiable]
    private double Instance(double x)
    {
        var s = Bias;
        for (var i = 0; i < _weights.Length; i++) s += _weights[i] * Math.Pow(x, i);
        return _scale * s * this.Twice(x);
    }

    [Differentiable]
    private double Twice(double x) => 2 * x * _scale;

    [Fact]
    public void Instance_methods_read_fields_as_constants() =>
        Assert.Equal(GradientCheck.Derivative(Instance, 0.7), InstanceGradient(0.7), 7);

    [Differentiable]
    private static float Single(float x, float y) => MathF.Sin(x) * y + x / (y * y);

    [Fact]
    public void Floats_have_float_gradients()
    {
        var (x, y) = SingleGradient(0.5f, 2f);
        // Partials by hand: cos x · y + 1/y², sin x − 2x/y³, to a few float ulps.
        Assert.Equal(Math.Cos(0.5) * 2 + 0.25, x, 6);
        Assert.Equal(Math.Sin(0.5) - 2 * 0.5 / 8, y, 6);
    }

    [Differentiable]
    private static T Generic<T>(T x, int n)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        var s = T.Zero;
        for (var i = 1; i <= n; i++) s += T.Sin(x * T.CreateChecked(i)) / T.CreateChecked(i);
        return s * T.CreateChecked(0.5);
    }

    [Fact]
    public void Generic_methods_differentiate_at_every_type()
    {
        Assert.Equal(GradientCheck.Derivative(x => Generic(x, 4), 0.3), GenericGradient(0.3, 4), 7);
        Assert.Equal(GenericGradient(0.3, 4), GenericGradient(0.3f, 4), 5);
    }

    [Differentiable]
    private static double Constants(double x, [NoGradient] double k, int n, string s, DayOfWeek day) => x * k * n + s.Length * x * x * (int)day;

    [Fact]
    public void Parameters_without_gradient_pass_through() =>
        Assert.Equal(2.0 * 3 + 2 * 4 * 0.5 * 2, ConstantsGradient(0.5, 2, 3, "four", DayOfWeek.Tuesday));

    [Differentiable]
    private static (double Radius, double Angle) Polar(double x, double y) => (Math.Sqrt(x * x + y * y), Math.Atan2(y, x));

    [Fact]
    public void Tuple_results_have_a_jacobian()
    {
        var jacobian = PolarJacobian(3, 4);
        Assert.Equal([0.6, 0.8, -4 / 25.0, 3 / 25.0], jacobian.Cast<double>().Select(entry => Math.Round(entry, 12)));
    }

    [Differentiable]
    private static double Nested((double A, (double B, int N) C) t) => t.A * t.C.B * t.C.N;

    [Fact]
    public void Tuple_parameters_have_tuple_gradients()
    {
        var gradient = NestedGradient((2, (3, 5)));
        Assert.Equal(15, gradient.A);
        Assert.Equal(10, gradient.C.B);
    }

    [Differentiable]
    private static void InOut(double a, in double k, ref double b, out double c)
    {
        c = a * b * k;
        b += c;
    }

    [Fact]
    public void Weights_of_ref_parameters_are_in_and_out()
    {
        double a = 2, b = 3, k = 5, aGradient = 0, kGradient = 0, bWeight = 1, cWeight = 10;
        InOutVjp(a, k, ref b, out var c, ref bWeight, ref cWeight, ref aGradient, ref kGradient);
        Assert.Equal((33.0, 30.0), (b, c));
        // c = abk and b' = b + abk, weighted with 10 and 1: 11 · (bk, ab), and 1 + 11 · ak for the b passed in.
        Assert.Equal((165.0, 66.0, 111.0, 0.0), (aGradient, kGradient, bWeight, cWeight));
    }

    [Differentiable]
    private static double Matrix(double[,] m, double[][] rows)
    {
        var s = 0.0;
        for (var i = 0; i < m.GetLength(0); i++)
            for (var j = 0; j < m.GetLength(1); j++) s += m[i, j] * rows[i][j] * rows[i][^1];
        return s;
    }

    [Fact]
    public void Matrices_and_rows_have_gradients_of_their_shape()
    {
        double[,] m = { { 1, 2 }, { 3, 4 } };
        double[][] rows = [[5, 6], [7, 8]];
        var (matrix, jagged) = MatrixGradient(m, rows);
        Assert.Equal([30.0, 36, 56, 64], matrix.Cast<double>());
        Assert.Equal([6.0, 5 + 2 * 12], jagged[0]);
        Assert.Equal([24.0, 21 + 2 * 32], jagged[1]);
    }

    [Differentiable]
    private static double DefaultsAndParams(double x, double factor = 2, params ReadOnlySpan<double> more)
    {
        foreach (var v in more) x += factor * v;
        return x * factor;
    }

    [Fact]
    public void A_pullback_of_a_params_span_takes_all_parameters()
    {
        using var pullback = DefaultsAndParamsWithPullback(1, 2, [3, 4]);
        var (x, factor, more) = pullback.Gradient(1);
        Assert.Equal((2.0, 1 + 2 * 2 * 7.0), (x, factor));
        Assert.Equal([4, 4], more);
        Assert.Equal(2, DefaultsAndParamsGradient(1).x);
    }
}
