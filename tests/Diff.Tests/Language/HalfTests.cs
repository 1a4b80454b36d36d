namespace Diff.Tests.Language;

/// <summary>Numbers of 16 bits, and methods that mix precisions: each gradient has the type of its parameter.</summary>
public static partial class HalfTests
{
    // A Half has 11 significant bits; the functions here round some ten times.
    private const double Halves = 10.0 / 2048;

    // A float has 24.
    private const double Floats = 10.0 / (1 << 24);

    private static void Close(double expected, double actual, double tolerance) =>
        Assert.InRange(Math.Abs(actual - expected), 0, tolerance * Math.Max(1, Math.Abs(expected)));

    [Differentiable]
    private static Half Wave(Half x, Half y)
    {
        var a = Half.Sin(x) * y - (Half)2 * x;
        a += x / y;
        a *= -Half.Pi;
        if (a > Half.Zero) a++;
        return a + Half.Exp(y) % (Half)0.3;
    }

    [Differentiable]
    private static double WaveOfDoubles(double x, double y)
    {
        var a = Math.Sin(x) * y - 2 * x;
        a += x / y;
        a *= -Math.PI;
        if (a > 0) a++;
        return a + Math.Exp(y) % 0.3;
    }

    [Fact]
    public static void The_gradient_of_halves_is_that_of_doubles_rounded()
    {
        foreach (var (x, y) in new[] { (0.75, 1.5), (-0.5, 0.625), (1.25, -0.75) })
        {
            var (value, gradient) = WaveValueAndGradient((Half)x, (Half)y);
            var expected = WaveOfDoublesGradient(x, y);
            Assert.Equal(Wave((Half)x, (Half)y), value);
            Close(expected.x, (double)gradient.x, 4 * Halves);
            Close(expected.y, (double)gradient.y, 4 * Halves);
            Close((double)gradient.x, (double)WaveJvp((Half)x, (Half)y, Half.One, Half.Zero).Tangent, Halves);
            Close((double)gradient.y, (double)WaveJvp((Half)x, (Half)y, Half.Zero, Half.One).Tangent, Halves);
        }
    }

    [Differentiable]
    private static Half Logistic(Half r, Half[] start, ReadOnlySpan<Half> offset, int steps)
    {
        var total = default(Half);
        for (var i = 0; i < start.Length; i++)
        {
            var x = start[i];
            for (var step = 0; step < steps; step++) x = r * x * (Half.One - x);
            total += x * offset[i];
        }

        return total;
    }

    [Differentiable]
    private static double LogisticOfDoubles(double r, double[] start, ReadOnlySpan<double> offset, int steps)
    {
        var total = 0.0;
        for (var i = 0; i < start.Length; i++)
        {
            var x = start[i];
            for (var step = 0; step < steps; step++) x = r * x * (1 - x);
            total += x * offset[i];
        }

        return total;
    }

    [Fact]
    public static void Loops_record_halves_side_by_side()
    {
        Half[] start = [(Half)0.25, (Half)0.75, (Half)0.5], offset = [(Half)1, (Half)(-0.5), (Half)2];
        var gradient = LogisticGradient((Half)2.5, start, offset, 3);
        var expected = LogisticOfDoublesGradient(2.5, [0.25, 0.75, 0.5], [1, -0.5, 2], 3);
        Close(expected.r, (double)gradient.r, Halves);
        for (var i = 0; i < 3; i++)
        {
            Close(expected.start[i], (double)gradient.start[i], Halves);
            Close(expected.offset[i], (double)gradient.offset[i], Halves);
        }

        Half[] one = [Half.One, Half.Zero, Half.Zero];
        Close((double)gradient.start[0], (double)LogisticJvp((Half)2.5, start, offset, 3, default, one, new Half[3]).Tangent, Halves);
    }

    [Differentiable]
    private static Half Rectified(Half x) => Half.Max(x, Half.Zero) + Half.Max(x, (Half)0) + Half.Abs(x);

    [Fact]
    public static void A_tie_with_a_constant_half_goes_to_the_constant() => Assert.Equal(Half.Zero, RectifiedGradient(Half.Zero));

    [Differentiable]
    private static double Mixed(Half h, float f, double d)
    {
        var narrow = (Half)(f * (float)d);
        var wide = (double)h * d + (float)h * f;
        return wide * (double)narrow + (double)(Half)((double)h * 0.5);
    }

    [Fact]
    public static void Conversions_carry_gradients_between_all_three_types()
    {
        (Half h, float f, double d) gradient = MixedGradient((Half)0.5, 0.25f, 2.0);
        // (h·d + h·f)·(f·d) + h/2 at (0.5, 0.25, 2): all values and partials are exact in 11 bits.
        Assert.Equal((Half)(2.25 * 0.5 + 0.5), gradient.h);
        Assert.Equal((float)(0.5 * 0.5 + 1.125 * 2), gradient.f);
        Assert.Equal(0.5 * 0.5 + 1.125 * 0.25, gradient.d);
        Assert.Equal((double)gradient.h, MixedJvp((Half)0.5, 0.25f, 2.0, Half.One, 0, 0).Tangent);
    }

    [Differentiable]
    private static int Whole(Half x, out Half rest)
    {
        var whole = (int)x;
        rest = x * x - (Half)(int)Gradient.Detach(x);
        return whole;
    }

    [Fact]
    public static void Through_an_integer_no_derivative_passes()
    {
        Half weight = Half.One, gradient = Half.Zero;
        Assert.Equal(3, WholeVjp((Half)3.5, out var rest, ref weight, ref gradient));
        Assert.Equal((Half)9.25, rest);
        Assert.Equal((Half)7, gradient);
    }

    [Differentiable]
    private static Half[] Squares(Half[] x)
    {
        var y = new Half[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[i];
        return y;
    }

    [Differentiable(Order = 2)]
    private static Half Cubic(Half x, Half[] y) => x * x * x * y[0] + y[1] * y[1] * x;

    [Fact]
    public static void Matrices_of_derivatives_have_doubles()
    {
        double[,] jacobian = SquaresJacobian([(Half)1, (Half)2]);
        Assert.Equal(new double[,] { { 2, 0 }, { 0, 4 } }, jacobian);
        double[,] hessian = CubicHessian((Half)2, [(Half)1, (Half)3]);
        Assert.Equal(new double[,] { { 12, 12, 6 }, { 12, 0, 0 }, { 6, 0, 4 } }, hessian);
    }

    /// <summary>What a dot product of many floats needs: the sum in double.</summary>
    [Differentiable]
    private static float Accumulated(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++) sum += (double)x[i] * y[i];
        return (float)Math.Sqrt(sum);
    }

    [Fact]
    public static void Floats_summed_in_double_have_gradients_of_floats()
    {
        float[] x = [0.5f, 1.25f, 2], y = [3, 0.75f, 1.5f];
        (float[] x, float[] y) gradient = AccumulatedGradient(x, y);
        var root = Math.Sqrt(x.Zip(y, (a, b) => (double)a * b).Sum());
        for (var i = 0; i < 3; i++)
        {
            Close(y[i] / (2 * root), gradient.x[i], Floats);
            Close(x[i] / (2 * root), gradient.y[i], Floats);
        }

        float[] one = [0, 1, 0];
        Close(gradient.x[1], AccumulatedJvp(x, y, one, new float[3]).Tangent, Floats);
    }

    [Differentiable]
    private static T Generic<T>(T x) where T : System.Numerics.IFloatingPointIeee754<T> => T.Sin(x) * x;

    [Differentiable]
    private static Half OfGeneric(Half x) => Generic(x) + x;

    [Fact]
    public static void A_generic_method_is_called_with_halves() =>
        Close(Math.Sin(0.5) + (0.5 * Math.Cos(0.5)) + 1, (double)OfGenericGradient((Half)0.5), Halves);
}
