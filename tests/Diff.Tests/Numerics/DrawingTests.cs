using System.Drawing;
using Diff.Tests.Library;

namespace Diff.Tests.Numerics;

/// <summary>Structs of other assemblies that keep private fields and show them as properties.</summary>
public partial class DrawingTests
{
    [Differentiable(Order = 2)]
    public static float OfPoint(PointF p, float k) => p.X * p.X * p.Y * k;

    [Differentiable]
    public static float OfRectangle(RectangleF r, SizeF s) => r.X * r.Height * s.Width;

    [Differentiable]
    public static PointF Scaled(float x, float k) => new(x * k, k * k);

    [Differentiable]
    public static float OfPoints(ReadOnlySpan<PointF> points)
    {
        var sum = new PointF();
        foreach (var point in points)
        {
            sum.X += point.X;
            sum.Y = point.Y * sum.X;
        }

        return sum.X * sum.Y;
    }

    [Differentiable(Order = 2)]
    public static double OfShown(Shown shown, double x) => shown.First * shown.First * shown.Second * x;

    [Differentiable]
    public static Shown Made(double x) => new(x * x, 3 * x);

    [Fact]
    public void Points_have_gradients_of_their_own_type()
    {
        Assert.Equal((new PointF(60, 20), 12), OfPointGradient(new(2, 3), 5));
        Assert.Equal(60 + 2 * 20, OfPointJvp(new(2, 3), 5, new(1, 2), 0).Tangent);
        var hessian = OfPointHessian(new(2, 3), 5);
        Assert.Equal((30, 20, 0, 4), (hessian[0, 0], hessian[0, 1], hessian[1, 1], hessian[2, 1]));
    }

    [Fact]
    public void So_have_rectangles_and_sizes() =>
        Assert.Equal((new RectangleF(30, 0, 0, 12), new SizeF(10, 0)), OfRectangleGradient(new(2, 3, 4, 5), new(6, 7)));

    [Fact]
    public void They_are_made_assigned_and_returned()
    {
        var jacobian = ScaledJacobian(2, 3);
        Assert.Equal((3, 2, 0, 6), (jacobian[0, 0], jacobian[0, 1], jacobian[1, 0], jacobian[1, 1]));
        // (x₀ + x₁)² y₁
        Assert.Equal([new PointF(60, 0), new PointF(60, 36)], OfPointsGradient([new(2, 3), new(4, 5)]));
    }

    [Fact]
    public void Structs_of_other_assemblies_are_known_by_their_properties()
    {
        Assert.Equal((new Shown(60, 20), 12), OfShownGradient(new(2, 3), 5));
        Assert.Equal(60, OfShownJvp(new(2, 3), 5, new(1, 0), 0).Tangent);
        Assert.Equal(30, OfShownHessian(new(2, 3), 5)[0, 0]);
        Assert.Equal((4, 3), (MadeJacobian(2)[0, 0], MadeJacobian(2)[1, 0]));
    }
}
