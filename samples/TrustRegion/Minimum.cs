namespace TrustRegion;

/// <summary>Where a minimisation ended, and what it cost.</summary>
/// <param name="Gradients">Evaluations of the function with its gradient.</param>
/// <param name="Products">Products of the Hessian with a vector.</param>
public sealed record Minimum(double[] X, double Value, int Iterations, int Gradients, int Products);

/// <summary>The value of a function at <paramref name="x"/>; its gradient overwrites <paramref name="gradient"/>.</summary>
public delegate double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient);

/// <summary>The product of a function's Hessian at <paramref name="x"/> with a direction overwrites <paramref name="product"/>.</summary>
public delegate void HessianProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> product);
