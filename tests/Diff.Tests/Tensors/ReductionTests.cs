using System.Numerics.Tensors;
using Diff.Tests.Language;
using Diff.Tests.SecondOrder;

namespace Diff.Tests.Tensors;

/// <summary>Reductions of <c>TensorPrimitives</c> whose partials depend on all elements.</summary>
public static partial class ReductionTests
{
    [Fact]
    public static void Soft_maximum() => BufferDerivatives.Check(CrossEntropy, CrossEntropyValueAndGradient, CrossEntropyJvp);

    [Differentiable(Order = 2)]
    private static double CrossEntropy(double[] a)
    {
        var p = new double[a.Length + 2];
        TensorPrimitives.SoftMax(a, p);
        TensorPrimitives.SoftMax(p, p);
        return -Math.Log(p[2]) + TensorPrimitives.Dot<double>(a, p.AsSpan(0, a.Length));
    }

    [Fact]
    public static void Deviation_and_similarity() => BufferDerivatives.Check(Normalized, NormalizedValueAndGradient, NormalizedJvp);

    [Differentiable(Order = 2)]
    private static double Normalized(double[] a)
    {
        var x = new double[a.Length];
        TensorPrimitives.Subtract(a, TensorPrimitives.Average<double>(a), x);
        TensorPrimitives.Divide(x, TensorPrimitives.StdDev<double>(a), x);
        return TensorPrimitives.CosineSimilarity<double>(a, x) + TensorPrimitives.Max<double>(x) * TensorPrimitives.MinMagnitude<double>(a);
    }

    [Fact]
    public static void Products_of_factors_without_zeros() => BufferDerivatives.Check(Factors, FactorsValueAndGradient, FactorsJvp);

    [Differentiable(Order = 2)]
    private static double Factors(double[] a) =>
        TensorPrimitives.Product<double>(a) + TensorPrimitives.ProductOfSums<double>(a, a) - TensorPrimitives.ProductOfDifferences<double>(a.AsSpan(0, 2), a.AsSpan(3, 2));

    [Differentiable(Order = 2)]
    private static double Product(double[] a) => TensorPrimitives.Product<double>(a);

    [Fact]
    public static void Products_have_second_derivatives()
    {
        SecondDerivatives.Check(FactorsGradient, (a, v) => FactorsHvp(a, v), FactorsHessian, [0.7, 1.3, -0.4, 1.1, 0.9], [0.7, 0, -0.4, 1.1, 0]);
        SecondDerivatives.Check(ProductGradient, (a, v) => ProductHvp(a, v), ProductHessian, [2, 3], [2, 0, 4], [0, 3, 0, 5], [0, 0, 0]);
    }

    [Fact]
    public static void A_product_with_a_zero_depends_on_the_zero() => Assert.Equal([0, 8, 0], ProductGradient([2, 0, 4]));

    [Fact]
    public static void A_product_with_two_zeros_depends_on_nothing() => Assert.Equal([0, 0, 0], ProductGradient([0, 3, 0]));

    [Differentiable]
    private static double Largest(double[] a) => TensorPrimitives.Max<double>(a);

    [Differentiable]
    private static double LargestMagnitude(double[] a) => TensorPrimitives.MaxMagnitude<double>(a);

    [Differentiable]
    private static double LargestNumber(double[] a) => TensorPrimitives.MaxNumber<double>(a);

    [Fact]
    public static void Equal_maxima_share_the_weight()
    {
        Assert.Equal([0.5, 0, 0.5], LargestGradient([3, 1, 3]));
        Assert.Equal(1.0 / 3, LargestGradient([2, 2, 2])[1]);
        Assert.Equal([0, 1], LargestMagnitudeGradient([-3, 3]));
        Assert.Equal([0.5, 0.5], LargestNumberGradient([3, 3]));
    }

    [Differentiable]
    private static double Deviation(double[] a) => TensorPrimitives.StdDev<double>(a);

    [Fact]
    public static void The_deviation_of_equal_numbers_has_the_gradient_of_least_norm() => Assert.Equal([0, 0, 0], DeviationGradient([2, 2, 2]));

    [Fact]
    public static void Of_nothing_what_the_primal_throws()
    {
        var expected = Assert.Throws<ArgumentException>(() => Largest([]));
        Assert.Equal(expected.Message, Assert.Throws<ArgumentException>(() => LargestGradient([])).Message);
        Assert.Equal(expected.Message, Assert.Throws<ArgumentException>(() => LargestJvp([], [])).Message);
    }

    [Differentiable]
    private static double Distances(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => TensorPrimitives.Distance(x, y) + TensorPrimitives.CosineSimilarity(x, y);

    [Fact]
    public static void Of_different_lengths_what_the_primal_throws()
    {
        var expected = Assert.Throws<ArgumentException>(() => Distances([1, 2], [1]));
        Assert.Equal(expected.Message, Assert.Throws<ArgumentException>(() => DistancesGradient([1, 2], [1])).Message);
    }

    [Fact]
    public static void Second_derivatives()
    {
        double[] a = [0.7, 1.3, -0.4, 2.1, 0.9];
        Check(CrossEntropyHessian(a), p => CrossEntropyGradient(p), a);
        Check(NormalizedHessian(a), p => NormalizedGradient(p), a);
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
