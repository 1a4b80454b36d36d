namespace Diff.Benchmarks.Functions;

/// <summary>A vector with operators.</summary>
[Differentiable]
public readonly partial record struct Vec3(double X, double Y, double Z)
{
    public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vec3 operator -(Vec3 a, Vec3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vec3 operator *(double s, Vec3 a) => new(s * a.X, s * a.Y, s * a.Z);

    public static double Dot(Vec3 a, Vec3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;
}

/// <summary>The same kernels on vectors and on numbers: the energy of particles, and where a particle is after some steps.</summary>
public static partial class VectorKernels
{
    [Differentiable]
    public static double Energy(ReadOnlySpan<Vec3> points)
    {
        var energy = 0.0;
        for (var i = 1; i < points.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var d = points[i] - points[j];
                energy += 1 / (Vec3.Dot(d, d) + 0.1);
            }
        }

        return energy;
    }

    [Differentiable]
    public static double EnergyOfNumbers(ReadOnlySpan<double> points)
    {
        var energy = 0.0;
        for (var i = 3; i < points.Length; i += 3)
        {
            for (var j = 0; j < i; j += 3)
            {
                var x = points[i] - points[j];
                var y = points[i + 1] - points[j + 1];
                var z = points[i + 2] - points[j + 2];
                energy += 1 / (x * x + y * y + z * z + 0.1);
            }
        }

        return energy;
    }

    [Differentiable]
    public static double Orbit(Vec3 position, Vec3 velocity, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var r2 = Vec3.Dot(position, position) + 0.1;
            velocity -= 0.01 / (r2 * Math.Sqrt(r2)) * position;
            position += 0.01 * velocity;
        }

        return Vec3.Dot(position, position);
    }

    [Differentiable]
    public static double OrbitOfNumbers(double x, double y, double z, double u, double v, double w, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var r2 = x * x + y * y + z * z + 0.1;
            var pull = 0.01 / (r2 * Math.Sqrt(r2));
            (u, v, w) = (u - pull * x, v - pull * y, w - pull * z);
            (x, y, z) = (x + 0.01 * u, y + 0.01 * v, z + 0.01 * w);
        }

        return x * x + y * y + z * z;
    }
}
