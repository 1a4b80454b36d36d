using Diff;

namespace GradBench.Evals;

/// <summary>Bundle adjustment: where cameras see points, against where they should.</summary>
public static partial class Bundle
{
    /// <summary>The number of parameters of a camera: rotation vector, centre, focal length, principal point, radial distortion.</summary>
    public const int CameraLength = 11;

    /// <summary>How far the image of <paramref name="point"/> is from the observed <paramref name="feature"/>, weighted.</summary>
    [Differentiable]
    public static (double U, double V) Residual(
        ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double confidence, [NoGradient] ReadOnlySpan<double> feature)
    {
        var (u, v) = Project(camera, point);
        return (confidence * (u - feature[0]), confidence * (v - feature[1]));
    }

    /// <summary>What keeps a weight from vanishing.</summary>
    [Differentiable]
    public static double WeightResidual(double confidence) => 1 - confidence * confidence;

    [Differentiable]
    private static (double U, double V) Project(ReadOnlySpan<double> camera, ReadOnlySpan<double> point)
    {
        var (x, y, z) = Rotate(
            camera[0], camera[1], camera[2], point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]);
        var a = x / z;
        var b = y / z;
        var radius = a * a + b * b;
        var distortion = 1 + camera[9] * radius + camera[10] * radius * radius;
        return (a * distortion * camera[6] + camera[7], b * distortion * camera[6] + camera[8]);
    }

    /// <summary>Rodrigues' formula: (x, y, z) turned about the vector (r0, r1, r2) by the angle that is its length.</summary>
    [Differentiable]
    private static (double X, double Y, double Z) Rotate(double r0, double r1, double r2, double x, double y, double z)
    {
        var squared = r0 * r0 + r1 * r1 + r2 * r2;
        if (squared == 0) return (x + r1 * z - r2 * y, y + r2 * x - r0 * z, z + r0 * y - r1 * x);

        var angle = Math.Sqrt(squared);
        var cos = Math.Cos(angle);
        var sin = Math.Sin(angle);
        var v0 = r0 / angle;
        var v1 = r1 / angle;
        var v2 = r2 / angle;
        var along = (v0 * x + v1 * y + v2 * z) * (1 - cos);
        return (
            x * cos + (v1 * z - v2 * y) * sin + v0 * along,
            y * cos + (v2 * x - v0 * z) * sin + v1 * along,
            z * cos + (v0 * y - v1 * x) * sin + v2 * along);
    }
}
