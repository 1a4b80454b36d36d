using Diff;

namespace Diff.Tests.Library;

/// <summary>An interface that other assemblies implement.</summary>
[Differentiable(Order = 2)]
public partial interface ISlope
{
    double Slope(double x);
}

[Differentiable(Order = 2)]
public sealed partial class Ramp : ISlope
{
    private double _rise = 0.35;

    public double Slope(double x) => _rise * x * x;
}

/// <summary>Holds objects of classes that it does not know.</summary>
[Differentiable(Order = 2)]
public sealed partial class Steepness(params ISlope[] slopes)
{
    private readonly ISlope[] _slopes = slopes;

    public double At(double x)
    {
        foreach (var slope in _slopes) x += slope.Slope(x);
        return x;
    }
}

/// <summary>Holds a list that others do not see.</summary>
[Differentiable(Order = 2)]
public sealed partial class SlopeList
{
    private readonly List<ISlope> _slopes = [new Ramp(), new Ramp()];

    public double At(double x) => _slopes.Sum(slope => slope.Slope(x));
}
