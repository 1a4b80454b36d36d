namespace Diff.Tests.Library;

/// <summary>A contract that other assemblies implement.</summary>
public partial interface ICurve
{
    [Differentiable(Order = 2)]
    double At(double x, ReadOnlySpan<double> w);
}

/// <summary>A base class that other assemblies derive from.</summary>
public abstract partial class Surface
{
    [Differentiable]
    public abstract double At(double x, double y);

    [Differentiable]
    protected internal virtual void Move(double step, double[] point)
    {
        for (var i = 0; i < point.Length; i++) point[i] += step * Math.Sin(point[i]);
    }

    [Differentiable]
    public double Path(double[] point, double step, int count)
    {
        for (var k = 0; k < count; k++) Move(step, point);
        return At(point[0], point[1]);
    }
}

/// <summary>Calls what it does not know.</summary>
public static partial class Curves
{
    [Differentiable(Order = 2)]
    public static double Sum(ICurve curve, ReadOnlySpan<double> w, ReadOnlySpan<double> at)
    {
        var sum = 0.0;
        foreach (var x in at) sum += curve.At(x, w) * x;
        return sum;
    }
}
