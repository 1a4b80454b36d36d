using Diff;
using GradBench.Protocol;

namespace GradBench.Evals;

/// <summary>The saddle point of <c>f(x₁, y₁, x₂, y₂) = (x₁² + y₁²) - (x₂² + y₂²)</c>: the lowest point, by the first two, of the highest, by the other two.</summary>
public static partial class Saddle
{
    /// <summary><c>-f</c>, whose minimum by its first two arguments is the maximum of <c>f</c>.</summary>
    [Differentiable(Order = 2)]
    public static double Depth(double x2, double y2, double x1, double y1) => x2 * x2 + y2 * y2 - (x1 * x1 + y1 * y1);

    /// <summary>The highest point by the last two arguments, by gradient descent from <paramref name="startX"/>, <paramref name="startY"/>.</summary>
    /// <param name="isForward">The mode of the derivative.</param>
    [Differentiable]
    public static (double X, double Y) Peak(double x1, double y1, [NoGradient] double startX, [NoGradient] double startY, bool isForward)
    {
        var (x, y) = (startX, startY);
        var value = Depth(x, y, x1, y1);
        var (slopeX, slopeY) = Slope(x, y, x1, y1, isForward);
        var step = Descent.FirstStep;
        var good = 0;
        while (IsLong(slopeX, slopeY))
        {
            if (good == Descent.GoodSteps)
            {
                step *= 2;
                good = 0;
                continue;
            }

            var (nextX, nextY) = (x - step * slopeX, y - step * slopeY);
            if (!IsLong(x - nextX, y - nextY)) break;
            var next = Depth(nextX, nextY, x1, y1);
            if (next < value)
            {
                (x, y, value) = (nextX, nextY, next);
                (slopeX, slopeY) = Slope(x, y, x1, y1, isForward);
                good++;
            }
            else
            {
                step /= 2;
                good = 0;
            }
        }

        return (x, y);
    }

    /// <summary>The height of the highest point.</summary>
    [Differentiable]
    public static double Height(double x1, double y1, [NoGradient] double startX, [NoGradient] double startY, bool isForward)
    {
        var (x, y) = Peak(x1, y1, startX, startY, isForward);
        return -Depth(x, y, x1, y1);
    }

    /// <summary>The saddle point: x₁, y₁, x₂, y₂.</summary>
    /// <param name="isForward">The mode of the outer derivative.</param>
    /// <param name="isForwardInside">The mode of the inner derivative.</param>
    public static double[] Find(double startX, double startY, bool isForward, bool isForwardInside)
    {
        var lowest = Descent.Minimise([startX, startY], at => isForward ? Tangents(at[0], at[1]) : Adjoints(at[0], at[1]));
        var (x, y) = Peak(lowest[0], lowest[1], startX, startY, isForwardInside);
        return [lowest[0], lowest[1], x, y];

        (double, double[]) Tangents(double x1, double y1)
        {
            var (value, tangent) = HeightJvp(x1, y1, startX, startY, isForwardInside, 1, 0);
            return (value, [tangent, HeightJvp(x1, y1, startX, startY, isForwardInside, 0, 1).Tangent]);
        }

        (double, double[]) Adjoints(double x1, double y1)
        {
            var (value, gradient) = HeightValueAndGradient(x1, y1, startX, startY, isForwardInside);
            return (value, [gradient.x1, gradient.y1]);
        }
    }

    [Differentiable]
    private static (double X, double Y) Slope(double x2, double y2, double x1, double y1, bool isForward) => isForward
        ? (Gradient.Jvp(Depth, (x2, y2), (1.0, 0.0), x1, y1).Tangent, Gradient.Jvp(Depth, (x2, y2), (0.0, 1.0), x1, y1).Tangent)
        : Gradient.Of(Depth, (x2, y2), x1, y1);

    private static bool IsLong(double x, double y) => Math.Sqrt(x * x + y * y) > Descent.Tolerance;
}

internal static class SaddleModule
{
    public static Module Create() => new("saddle", new Dictionary<string, Function>
    {
        ["rr"] = Find(isForward: false, isForwardInside: false),
        ["ff"] = Find(isForward: true, isForwardInside: true),
        ["rf"] = Find(isForward: false, isForwardInside: true),
        ["fr"] = Find(isForward: true, isForwardInside: false),
    });

    private static Function Find(bool isForward, bool isForwardInside) => Function.Create(
        input => input["start"].Vector(2), start => Saddle.Find(start[0], start[1], isForward, isForwardInside), (writer, _, point) => writer.WriteVector(point));
}
