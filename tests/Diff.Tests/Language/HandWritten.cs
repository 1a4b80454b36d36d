#pragma warning disable DIFF0102 // That is what is tested.
namespace Diff.Tests.Language;

/// <summary>Methods of whose family some members are written by hand, all of them wrong: they are no rules.</summary>
public static partial class HandWritten
{
    [Differentiable(Order = 2)]
    public static double Wave(double x) => x * x * Math.Sin(x);

    public static (double Value, double Tangent) WaveJvp(double x, double xTangent) => (Wave(x), 7 * xTangent);

    public static double WaveVjp(double x, double weight, ref double xGradient)
    {
        xGradient += 7 * weight;
        return Wave(x);
    }

    public static double WaveHvp(double x, double xDirection) => 7 * xDirection;

    [Differentiable(Order = 2)]
    public static double Twice(double x) => 2 * Wave(x);

    [Differentiable]
    public static double Slope(double x) => Gradient.Of(Wave, x);

    [Differentiable(Order = 2)]
    public static double Stretched(Spring spring, double by) => 2 * spring.Energy(by);

    [Differentiable(Order = 2)]
    public static double Lifted(Weight3 weight, double by) => 2 * weight.Energy(by);
}

[Differentiable(Order = 2)]
public partial class Spring(double stiffness)
{
    public double Stiffness { get; set; } = stiffness;

    public double Energy(double by) => Stiffness * by * by;

    public (double Value, double Tangent) EnergyJvp(double by, SpringGradient thisTangent, double byTangent) => (Energy(by), 7 * byTangent);
}

[Differentiable(Order = 2)]
public readonly partial record struct Weight3(double Mass)
{
    public double Energy(double by) => Mass * by * by;

    public (double Value, double Tangent) EnergyJvp(double by, in Weight3 thisTangent, double byTangent) => (Energy(by), 7 * byTangent);
}
