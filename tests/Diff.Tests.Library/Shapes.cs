namespace Diff.Tests.Library;

/// <summary>Differentiable methods that Diff.Tests calls across the assembly border.</summary>
public static partial class Shapes
{
    [Differentiable]
    public static double Ellipse(double a, double b) => Math.PI * a * b;
}
