using Diff.Generators.Simplify;
using Diff.Testing;

namespace Diff.Generators.Tests.Simplify;

/// <summary>Which loops of derived code become calls that do many elements at a time.</summary>
public sealed class SpanLoopsTests
{
    [Fact]
    public void Adjoints_of_reductions_and_of_SoftMax_are_operations_on_spans()
    {
        var run = GeneratorHost.Run("""
            using System.Numerics.Tensors;

            public static partial class Model
            {
                [Differentiable] public static void SoftMax(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.SoftMax(x, y);
                [Differentiable] public static double Norm(ReadOnlySpan<double> x) => TensorPrimitives.Norm(x);
                [Differentiable] public static double Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => TensorPrimitives.Distance(x, y);
                [Differentiable] public static void Sigmoid(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Sigmoid(x, y);
            }
            """);
        Assert.Contains("SpanSums.SubtractScaled<double>(xGradient, buffer, t);", run.Text, StringComparison.Ordinal);
        Assert.Contains("SpanSums.AddWeighted<double>(xGradient, x, global::Diff.Weight.Divide(weight, value));", run.Text, StringComparison.Ordinal);
        Assert.Contains("SpanSums.AddWeighted<double>(yGradient, difference, -t);", run.Text, StringComparison.Ordinal);
        // 1 - y is exact where y is almost 1, and y - y * y is not.
        Assert.Contains("xGradient[i] += t * (t2 * (1.0 - t2));", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_and_weighted_quotients_of_elements_are_operations_on_spans()
    {
        var run = GeneratorHost.Run("""
            using System.Numerics.Tensors;

            public static partial class Model
            {
                [Differentiable] public static void Sin(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Sin(x, y);
                [Differentiable] public static void Log(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Log(x, y);
                [Differentiable] public static void Cosh(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Cosh(x, y);
                [Differentiable]
                public static double Waves(double[] x, double k)
                {
                    var sum = 0.0;
                    for (var i = 0; i < x.Length; i++) sum += Math.Sin(k * x[i]);
                    return sum * sum;
                }
            }
            """);
        Assert.Contains("TensorPrimitives.Cos<double>(x, terms);", run.Text, StringComparison.Ordinal);
        Assert.Contains("SpanSums.AddProduct<double>(xGradient, terms, yWeight);", run.Text, StringComparison.Ordinal);
        Assert.Contains("SpanWeights.Divide<double>(buffer, x, terms);", run.Text, StringComparison.Ordinal);
        Assert.Contains("TensorPrimitives.Cos<double>(terms, terms);", run.Text, StringComparison.Ordinal);
        // TensorPrimitives.Sinh loses digits where Math.Sinh does not.
        Assert.Contains("xGradient[i] += t * global::System.Math.Sinh(x[i]);", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_sides_agree_on_what_is_long() => Assert.Equal(SpanSums.Long, SpanLoops.Long);

    [Theory]
    [InlineData(3, false)]
    [InlineData(SpanSums.Long, true)]
    public void A_loop_that_is_known_to_be_short_stays_a_loop(int length, bool isCalled)
    {
        var generated = GeneratorHost.Run($$"""
            public static partial class Model
            {
                [Differentiable]
                public static double Weigh(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
                {
                    var sum = 0.0;
                    for (var i = 0; i < {{length}}; i++) sum += x[i] * w[i];
                    return sum * sum;
                }
            }
            """);
        Assert.Equal(isCalled, generated.Text.Contains("SpanSums", StringComparison.Ordinal));
    }
}
