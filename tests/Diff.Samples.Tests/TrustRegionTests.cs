using TrustRegion;

namespace Diff.Samples.Tests;

public sealed class TrustRegionTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    public void Both_methods_find_the_lowest_point_of_the_valley(int variables)
    {
        var start = Rosenbrock.Start(variables);
        var newton = new TruncatedNewton(Rosenbrock.HeightValueAndGradient, Rosenbrock.HeightHvp).Run(start, 1e-8);
        var quasiNewton = QuasiNewton.Run(Rosenbrock.HeightValueAndGradient, start, 1e-8);
        Assert.All(newton.X.Concat(quasiNewton.X), x => Assert.Equal(1, x, 1e-6));
        Assert.True(newton.Value < 1e-15, $"{newton.Value}");
    }

    // It is its own model, so a step within the radius is only as wrong as conjugate gradients that are cut short.
    [Fact]
    public void A_quadratic_function_takes_few_steps()
    {
        double[] scales = [2, 0.5, 3];
        var newton = new TruncatedNewton(
            (x, gradient) =>
            {
                var sum = 0.0;
                for (var i = 0; i < x.Length; i++)
                {
                    gradient[i] = scales[i] * x[i];
                    sum += scales[i] * x[i] * x[i] / 2;
                }

                return sum;
            },
            (_, direction, product) =>
            {
                for (var i = 0; i < direction.Length; i++) product[i] = scales[i] * direction[i];
            });
        var minimum = newton.Run([0.1, 0.2, -0.1], 1e-9);
        Assert.All(minimum.X, x => Assert.Equal(0, x, 1e-9));
        Assert.InRange(minimum.Iterations, 1, 4);
    }

    [Fact]
    public void A_direction_of_negative_curvature_is_followed_to_the_boundary()
    {
        // x⁴ - x² from near its maximum at 0.
        var newton = new TruncatedNewton(
            (x, gradient) =>
            {
                gradient[0] = 4 * x[0] * x[0] * x[0] - 2 * x[0];
                return x[0] * x[0] * x[0] * x[0] - x[0] * x[0];
            },
            (x, direction, product) => product[0] = (12 * x[0] * x[0] - 2) * direction[0]);
        Assert.Equal(Math.Sqrt(0.5), newton.Run([1e-3], 1e-10).X[0], 1e-9);
    }
}
