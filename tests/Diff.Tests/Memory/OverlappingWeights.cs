namespace Diff.Tests.Memory;

/// <summary>Weights and tangents of written buffers are written themselves: none may be that of another buffer, too.</summary>
public static partial class OverlappingWeights
{
    [Differentiable]
    public static void Squares(Span<double> y, Span<double> z)
    {
        for (var i = 0; i < y.Length; i++)
        {
            y[i] *= 3;
            z[i] = y[i] * y[i];
        }
    }

    [Differentiable]
    public static double[] Scaled(double[] x, double[] y)
    {
        var result = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            y[i] *= x[i];
            result[i] = y[i] * y[i];
        }

        return result;
    }
}

public class OverlappingWeightsTests
{
    private static readonly double[] X = [1.5, 2];

    [Fact]
    public void Two_written_buffers_must_not_have_the_same_weight()
    {
        double[] shared = [1, 1];
        Assert.Throws<ArgumentException>("zWeight", () => OverlappingWeights.SquaresVjp([1, 2], new double[2], shared, shared));
        Assert.Equal([1, 1], shared);
        Assert.Throws<ArgumentException>("zWeight", () =>
        {
            using var pullback = OverlappingWeights.SquaresWithPullback([1, 2], new double[2]);
            pullback.AddGradient(shared, shared);
        });
    }

    [Fact]
    public void The_weight_of_a_written_array_must_not_be_that_of_the_result()
    {
        double[] shared = [1, 1];
        Assert.Throws<ArgumentException>("yWeight", () => OverlappingWeights.ScaledVjp(X, [1, 2], shared, shared, new double[2]));
    }

    [Fact]
    public void The_tangent_of_a_written_array_must_not_be_that_of_another_input()
    {
        double[] shared = [1, 1];
        Assert.Throws<ArgumentException>("zTangent", () => OverlappingWeights.SquaresJvp([1, 2], new double[2], shared, shared));
        Assert.Throws<ArgumentException>("yTangent", () => OverlappingWeights.ScaledJvp(X, [1, 2], shared, shared));
        Assert.Equal([1, 1], shared);
    }
}
