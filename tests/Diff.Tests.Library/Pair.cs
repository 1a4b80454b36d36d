namespace Diff.Tests.Library;

/// <summary>A struct whose members are marked one by one, for other assemblies to call on values that they differentiate.</summary>
public partial struct Pair
{
    public double X, Y;

    public Pair(double x, double y) => (X, Y) = (x, y);

    [Differentiable(Order = 2)]
    public readonly double Square => X * X + Y * Y;

    [Differentiable(Order = 2)]
    public static Pair operator +(Pair a, Pair b) => new(a.X + b.X, a.Y + b.Y);

    // Not readonly, although it changes nothing.
    [Differentiable(Order = 2)]
    public double Dot(Pair other) => X * other.X + Y * other.Y;

    [Differentiable(Order = 2)]
    public readonly double Norm() => Math.Sqrt(Square);

    [Differentiable(Order = 2)]
    public void Scale(double factor)
    {
        X *= factor;
        Y *= factor * factor;
    }
}
