using Diff;

namespace TrustRegion;

/// <summary>The extended Rosenbrock function: a curved valley for each pair of variables, whose lowest point is at (1, 1).</summary>
public static partial class Rosenbrock
{
    /// <summary><c>Σ 100 (x₂ᵢ₊₁ - x₂ᵢ²)² + (1 - x₂ᵢ)²</c>.</summary>
    [Differentiable(Order = 2)]
    public static double Height(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i += 2)
        {
            var above = x[i + 1] - x[i] * x[i];
            var before = 1 - x[i];
            sum += 100 * above * above + before * before;
        }

        return sum;
    }

    /// <summary>The usual start, (-1.2, 1, -1.2, 1, …).</summary>
    public static double[] Start(int variables) => [.. Enumerable.Range(0, variables).Select(i => i % 2 == 0 ? -1.2 : 1)];
}
