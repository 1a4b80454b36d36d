using System.Numerics.Tensors;
using Diff.Tests.Language;

namespace Diff.Tests.Tensors;

/// <summary>Functions of <c>TensorPrimitives</c> in differentiated code: where destinations lie, what is overwritten, what is recorded.</summary>
public static partial class ElementTests
{
    [Fact]
    public static void A_map_into_memory_of_the_method() => BufferDerivatives.Check(Softplus, SoftplusValueAndGradient, SoftplusJvp);

    [Differentiable(Order = 2)]
    private static double Softplus(double[] a)
    {
        var e = new double[a.Length];
        TensorPrimitives.Exp(a, e);
        TensorPrimitives.LogP1(e, e);
        return TensorPrimitives.Sum<double>(e);
    }

    [Fact]
    public static void A_map_in_place_whose_partial_reads_the_operand() => BufferDerivatives.Check(InPlace, InPlaceValueAndGradient, InPlaceJvp);

    [Differentiable(Order = 2)]
    private static double InPlace(double[] a)
    {
        var x = a.ToArray();
        TensorPrimitives.Sin(x, x);
        TensorPrimitives.Multiply(x, x, x);
        TensorPrimitives.Multiply(x, a, x);
        TensorPrimitives.Exp(x, x);
        return TensorPrimitives.SumOfSquares<double>(x);
    }

    [Fact]
    public static void In_a_loop_with_a_number_for_all_elements() => BufferDerivatives.Check(Iterated, IteratedValueAndGradient, IteratedJvp);

    [Differentiable(Order = 2)]
    private static double Iterated(double[] a)
    {
        var x = new double[a.Length];
        var scale = a[0];
        for (var k = 0; k < 3; k++)
        {
            TensorPrimitives.MultiplyAdd(x, scale, a, x);
            TensorPrimitives.Tanh(x, x);
            scale += TensorPrimitives.Dot<double>(x, a);
        }

        return TensorPrimitives.Norm<double>(x) * scale;
    }

    [Fact]
    public static void Parts_of_one_buffer() => BufferDerivatives.Check(Parts, PartsValueAndGradient, PartsJvp);

    [Differentiable(Order = 2)]
    private static double Parts(double[] a)
    {
        var work = new double[2 * a.Length];
        var first = work.AsSpan(0, a.Length);
        var second = work.AsSpan(a.Length);
        a.CopyTo(first);
        TensorPrimitives.Multiply(first, a[1], second);
        TensorPrimitives.SinCos(second, first, second);
        return TensorPrimitives.Distance<double>(first, second) + TensorPrimitives.Average<double>(work);
    }

    [Fact]
    public static void In_an_independent_iteration() => BufferDerivatives.Check(Rows, RowsValueAndGradient, RowsJvp);

    [Differentiable]
    private static double Rows(double[] a)
    {
        var total = 0.0;
        var row = new double[2];
        for (var k = 0; k + 1 < a.Length; k++)
        {
            TensorPrimitives.Exp(a.AsSpan(k, 2), row);
            total += TensorPrimitives.Norm<double>(row);
        }

        return total;
    }

    [Differentiable]
    private static void Scale(ReadOnlySpan<double> x, double factor, Span<double> y) => TensorPrimitives.Multiply(x, factor, y);

    [Fact]
    public static void A_destination_is_a_written_parameter()
    {
        double[] weight = [1, 10, 100], x = [2, 3, 4], y = new double[3], xGradient = new double[3];
        var factor = 0.0;
        ScaleVjp(x, 5, y, weight, xGradient, ref factor);
        Assert.Equal([10, 15, 20], y);
        Assert.Equal([0, 0, 0], weight);
        Assert.Equal([5, 50, 500], xGradient);
        Assert.Equal(2 + 30 + 400, factor);
    }

    [Fact]
    public static void A_destination_may_be_longer()
    {
        double[] weight = [1, 10, 100], x = [2, 3], y = [7, 8, 9], xGradient = new double[2];
        var factor = 0.0;
        ScaleVjp(x, 5, y, weight, xGradient, ref factor);
        Assert.Equal([10, 15, 9], y);
        Assert.Equal([0, 0, 100], weight);
        Assert.Equal([5, 50], xGradient);
    }

    [Fact]
    public static void A_wrong_length_throws_what_the_primal_throws()
    {
        var expected = Assert.Throws<ArgumentException>(() => Scale(new double[3], 5, new double[2]));
        var factor = 0.0;
        Assert.Equal(expected.Message, Assert.Throws<ArgumentException>(() => ScaleVjp(new double[3], 5, new double[2], new double[2], new double[3], ref factor)).Message);
        Assert.Equal(expected.Message, Assert.Throws<ArgumentException>(() => ScaleJvp(new double[3], 5, new double[2], new double[3], 0, new double[2])).Message);
    }

    [Fact]
    public static void Empty_spans_have_empty_gradients() => Assert.Empty(InPlaceGradient([]));

    [Differentiable]
    private static double Overlapping(double[] a)
    {
        var x = a.ToArray();
        TensorPrimitives.Exp(x.AsSpan(0, 3), x.AsSpan(1, 3));
        return x[1];
    }

    [Fact]
    public static void An_overlap_that_the_primal_refuses_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Overlapping([1, 2, 3, 4]));
        Assert.Throws<ArgumentException>(() => OverlappingGradient([1, 2, 3, 4]));
    }

    [Differentiable]
    private static double Overwritten(double[] a)
    {
        var x = a.ToArray();
        var constant = new double[] { 1, 2, 3, 4, 5 };
        var before = x[0] * x[0];
        TensorPrimitives.Exp(constant, x);
        return x[0] * a[0] + before;
    }

    [Fact]
    public static void Constants_end_the_influence_of_what_they_overwrite() => BufferDerivatives.Check(Overwritten, OverwrittenValueAndGradient, OverwrittenJvp);

    [Differentiable]
    private static double AtKinks(double[] a)
    {
        var y = new double[a.Length];
        TensorPrimitives.Max(a, 0.0, y);
        return TensorPrimitives.Sum<double>(y) + TensorPrimitives.Norm<double>(a) + TensorPrimitives.SumOfMagnitudes<double>(a) + TensorPrimitives.Distance<double>(a, a);
    }

    [Fact]
    public static void Kinks_have_the_subgradient_of_least_norm() => Assert.Equal([0, 0], AtKinksGradient([0, 0]));

    [Differentiable]
    private static float Converted(ReadOnlySpan<float> x, Span<double> wide)
    {
        TensorPrimitives.ConvertTruncating(x, wide);
        return (float)TensorPrimitives.SumOfSquares<double>(wide);
    }

    [Fact]
    public static void Conversions_carry_gradients_to_the_other_type()
    {
        var (weight, gradient) = (new double[2], new float[2]);
        Assert.Equal(13f, ConvertedVjp([2, 3], new double[2], 1, weight, gradient));
        Assert.Equal([4f, 6f], gradient);
    }

    [Differentiable]
    private static T Energy<T>(ReadOnlySpan<T> x, T factor, Span<T> work) where T : System.Numerics.IFloatingPointIeee754<T>
    {
        TensorPrimitives.Multiply(x, factor, work);
        TensorPrimitives.Sigmoid(work, work);
        return TensorPrimitives.Sum<T>(work);
    }

    [Fact]
    public static void Of_a_type_parameter_and_of_halves()
    {
        var (factor, gradient) = ((Half)0, new Half[2]);
        EnergyVjp<Half>([(Half)0.5, (Half)(-1)], (Half)2, new Half[2], Half.One, new Half[2], gradient, ref factor);
        var (expected, double0) = (new double[2], 0.0);
        EnergyVjp<double>([0.5, -1], 2, new double[2], 1, new double[2], expected, ref double0);
        for (var i = 0; i < 2; i++) Assert.InRange((double)gradient[i] - expected[i], -0.005, 0.005);
        Assert.InRange((double)factor - double0, -0.005, 0.005);
    }

    [Differentiable]
    private static double Chosen(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => x[TensorPrimitives.IndexOfMax(x)] * y[TensorPrimitives.IndexOfMinMagnitude(y)];

    [Fact]
    public static void Indices_are_constants()
    {
        var (x, y) = ChosenGradient([1, 3, 2], [4, -5]);
        Assert.Equal([0, 4, 0], x);
        Assert.Equal([3, 0], y);
    }

    [Fact]
    public static void Second_derivatives()
    {
        double[] a = [0.7, 1.3, -0.4, 2.1, 0.9];
        Check(SoftplusHessian(a), p => SoftplusGradient(p), a);
        Check(InPlaceHessian(a), p => InPlaceGradient(p), a);
        Check(IteratedHessian(a), p => IteratedGradient(p), a);
        Check(PartsHessian(a), p => PartsGradient(p), a);
    }

    private static void Check(double[,] hessian, Func<double[], double[]> gradient, double[] a)
    {
        for (var i = 0; i < a.Length; i++)
        {
            var row = GradientCheck.Gradient(p => gradient(p)[i], a);
            for (var j = 0; j < a.Length; j++) Assert.InRange(hessian[i, j] - row[j], -1e-6 * Math.Max(1, Math.Abs(row[j])), 1e-6 * Math.Max(1, Math.Abs(row[j])));
        }
    }
}
