namespace Diff.Tests.Functions;

public class NestedTests
{
    // Central differences with a step of 1e-6 have about ten digits here.
    private const double Tolerance = 1e-8;

    private static readonly double[] X = [0.4, -1.2, 0.9];
    private static readonly double[] W = [1.5, 0.3, -0.7];

    [Fact]
    public void The_derivative_of_a_derivative_is_right_in_both_modes()
    {
        Check((x, k) => Nested.Reverse(x, k), Nested.ReverseGradient(0.7, 1.3), (vx, vk) => Nested.ReverseJvp(0.7, 1.3, vx, vk).Tangent, 0.7, 1.3);
        Check((x, k) => Nested.Lambda(x, k), Nested.LambdaGradient(0.7, 1.3), (vx, vk) => Nested.LambdaJvp(0.7, 1.3, vx, vk).Tangent, 0.7, 1.3);
        Check((x, k) => Nested.Along(x, k, 0.3), (Nested.AlongGradient(0.7, 1.3, 0.3).x, Nested.AlongGradient(0.7, 1.3, 0.3).k), (vx, vk) => Nested.AlongJvp(0.7, 1.3, 0.3, vx, vk, 0).Tangent, 0.7, 1.3);
        Check((k, v) => Nested.Along(0.7, k, v), (Nested.AlongGradient(0.7, 1.3, 0.3).k, Nested.AlongGradient(0.7, 1.3, 0.3).v), (vk, vv) => Nested.AlongJvp(0.7, 1.3, 0.3, 0, vk, vv).Tangent, 1.3, 0.3);
        Check((x, k) => Nested.Weights(x, k, 0.3), (Nested.WeightsGradient(0.7, 1.3, 0.3).x, Nested.WeightsGradient(0.7, 1.3, 0.3).k), (vx, vk) => Nested.WeightsJvp(0.7, 1.3, 0.3, vx, vk, 0).Tangent, 0.7, 1.3);
        Check((k, w) => Nested.Weights(0.7, k, w), (Nested.WeightsGradient(0.7, 1.3, 0.3).k, Nested.WeightsGradient(0.7, 1.3, 0.3).w), (vk, vw) => Nested.WeightsJvp(0.7, 1.3, 0.3, 0, vk, vw).Tangent, 1.3, 0.3);
        Check(Nested.Both, Nested.BothGradient(0.4, 0.6), (vx, vy) => Nested.BothJvp(0.4, 0.6, vx, vy).Tangent, 0.4, 0.6);
        Check((x, v) => Nested.AlongBoth(x, 0.6, v), (Nested.AlongBothGradient(0.4, 0.6, 0.8).x, Nested.AlongBothGradient(0.4, 0.6, 0.8).v), (vx, vv) => Nested.AlongBothJvp(0.4, 0.6, 0.8, vx, 0, vv).Tangent, 0.4, 0.8);
        Check((x, k) => Nested.Descent(x, k, 7), Nested.DescentGradient(0.7, 1.3, 7), (vx, vk) => Nested.DescentJvp(0.7, 1.3, 7, vx, vk).Tangent, 0.7, 1.3);
        Check(Nested.Branches, Nested.BranchesGradient(1.7, 1.3), (vx, vk) => Nested.BranchesJvp(1.7, 1.3, vx, vk).Tangent, 1.7, 1.3);
        Check(Nested.Branches, Nested.BranchesGradient(0.7, 1.3), (vx, vk) => Nested.BranchesJvp(0.7, 1.3, vx, vk).Tangent, 0.7, 1.3);
    }

    [Fact]
    public void The_four_pairs_of_modes_agree()
    {
        var (rr, fr) = (Nested.ReverseGradient(0.7, 1.3).x, Nested.ReverseJvp(0.7, 1.3, 1, 0).Tangent);
        var (rf, ff) = (Nested.ForwardGradient(0.7, 1.3).x, Nested.ForwardJvp(0.7, 1.3, 1, 0).Tangent);
        // Sums of the same few products in another order.
        Assert.All([fr, rf, ff], other => Assert.Equal(rr, other, 1e-13));
    }

    [Fact]
    public void Gradients_of_arrays_have_derivatives_in_both_modes()
    {
        CheckArrays(Nested.OfArray, Nested.OfArrayGradient(X, W, 1.1), (x, w, p) => Nested.OfArrayJvp(X, W, 1.1, x, w, p).Tangent);
        CheckArrays(Nested.ValueOfArray, Nested.ValueOfArrayGradient(X, W, 1.1), (x, w, p) => Nested.ValueOfArrayJvp(X, W, 1.1, x, w, p).Tangent);
        CheckArrays(Nested.WeightsOfArrays, Nested.WeightsOfArraysGradient(X, W, 1.1), (x, w, p) => Nested.WeightsOfArraysJvp(X, W, 1.1, x, w, p).Tangent);
        CheckArrays(Nested.AlongArray, Nested.AlongArrayGradient(X, W, 1.1), (x, w, p) => Nested.AlongArrayJvp(X, W, 1.1, x, w, p).Tangent);
    }

    [Fact]
    public void Gradients_of_structs_have_derivatives_in_both_modes() =>
        Check(Nested.OfStruct, Nested.OfStructGradient(0.7, 1.3), (vx, vk) => Nested.OfStructJvp(0.7, 1.3, vx, vk).Tangent, 0.7, 1.3);

    [Fact]
    public void A_struct_among_the_constants_may_have_a_gradient_of_another_type() =>
        Check(Nested.WithMixedStruct, Nested.WithMixedStructGradient(0.7, 1.3), (vx, vk) => Nested.WithMixedStructJvp(0.7, 1.3, vx, vk).Tangent, 0.7, 1.3);

    [Fact]
    public void No_perturbation_is_confused_with_another()
    {
        Assert.Equal(2, Nested.ProductGradient(1));
        Assert.Equal((1, 2), Nested.ProductJvp(1, 1));
        Assert.Equal(2, Nested.ForwardProductGradient(1));
        Assert.Equal((1, 2), Nested.ForwardProductJvp(1, 1));
        Assert.Equal(2, Gradient.Of(static (double x) => x * Gradient.Of(static (double y, double x) => x * y, 2.0, x), 1.0));
        Assert.Equal((1.0, 2.0), Gradient.Jvp(static (double x) => x * Gradient.Jvp(static (double y, double x) => x * y, 2.0, 1.0, x).Tangent, 1.0, 1.0));
    }

    [Fact]
    public void Derivatives_of_derivatives_of_numbers_allocate_nothing()
    {
        Measure();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Measure();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static double Measure() => Nested.ReverseGradient(0.7, 1.3).x + Nested.ReverseJvp(0.7, 1.3, 1, 0).Tangent + Nested.DescentGradient(0.7, 1.3, 7).start;
    }

    private static void Check(Func<double, double, double> f, (double, double) gradient, Func<double, double, double> tangent, double x, double y)
    {
        const double Step = 1e-6;
        Assert.Equal((f(x + Step, y) - f(x - Step, y)) / (2 * Step), gradient.Item1, Tolerance);
        Assert.Equal((f(x, y + Step) - f(x, y - Step)) / (2 * Step), gradient.Item2, Tolerance);
        Assert.Equal(gradient.Item1, tangent(1, 0), 1e-13);
        Assert.Equal(gradient.Item2, tangent(0, 1), 1e-13);
    }

    private delegate double OfArrays(ReadOnlySpan<double> x, ReadOnlySpan<double> weights, double power);

    private static void CheckArrays(OfArrays f, (double[] x, double[] weights, double power) gradient, OfArrays tangent)
    {
        const double Step = 1e-6;
        for (var i = 0; i < X.Length; i++)
        {
            double[] unit = [.. X.Select((_, j) => j == i ? 1.0 : 0)];
            Assert.Equal(gradient.x[i], tangent(unit, new double[3], 0), 1e-13);
            Assert.Equal(gradient.weights[i], tangent(new double[3], unit, 0), 1e-13);
            Assert.Equal((f(Moved(X, i, Step), W, 1.1) - f(Moved(X, i, -Step), W, 1.1)) / (2 * Step), gradient.x[i], 1e-6);
            Assert.Equal((f(X, Moved(W, i, Step), 1.1) - f(X, Moved(W, i, -Step), 1.1)) / (2 * Step), gradient.weights[i], 1e-6);
        }

        Assert.Equal(gradient.power, tangent(new double[3], new double[3], 1), 1e-13);
        Assert.Equal((f(X, W, 1.1 + Step) - f(X, W, 1.1 - Step)) / (2 * Step), gradient.power, 1e-6);
    }

    private static double[] Moved(double[] x, int index, double step) => [.. x.Select((value, i) => i == index ? value + step : value)];
}
