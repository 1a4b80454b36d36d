namespace Diff.Tests.Language;

/// <summary>A struct whose primary constructor computes what it keeps.</summary>
[Differentiable(Order = 2)]
public readonly partial struct Computed(double x, double factor)
{
    private readonly double _cube = x * x * x;

    public double Square { get; } = x * x;

    public double Factor { get; } = factor;

    public double Value => Factor * Square + _cube;
}

public static partial class ComputedStructs
{
    [Differentiable(Order = 2)]
    public static double Of(Computed computed, double k) => computed.Value * computed.Square * k;

    [Differentiable(Order = 2)]
    public static double Made(double x, int n)
    {
        var all = new Computed[n];
        for (var i = 0; i < n; i++) all[i] = new(x * i, x);
        var sum = 0.0;
        foreach (var computed in all) sum += computed.Value;
        return sum;
    }
}

public class ComputedStructTests
{
    [Fact]
    public void Its_gradient_has_a_part_for_each_number_that_it_keeps()
    {
        var (gradient, slope) = ComputedStructs.OfGradient(new(2, 3), 5);
        // (3 · 4 + 8) · 4 · 5
        Assert.Equal((4 * 5, (20 + 4 * 3) * 5, 4 * 4 * 5, 80), (gradient.Cube, gradient.Square, gradient.Factor, slope));
        Assert.Equal(gradient.Square, ComputedStructs.OfJvp(new(2, 3), 5, new() { Square = 1 }, 0).Tangent);
        Assert.Equal(2 * 3 * 5, ComputedStructs.OfHessian(new(2, 3), 5)[1, 1]);
    }

    [Fact]
    public void It_is_made_and_kept_in_arrays()
    {
        // x³ Σ i² + x³ Σ i³
        Assert.Equal(3 * 4 * (5 + 9), ComputedStructs.MadeGradient(2, 3));
        Assert.Equal(3 * 4 * (5 + 9), ComputedStructs.MadeJvp(2, 3, 1).Tangent);
        Assert.Equal(6 * 2 * (5 + 9), ComputedStructs.MadeHessian(2, 3)[0, 0]);
    }
}
