namespace Diff.Tests.Kernels;

/// <summary>A vector as people write it, with a mark on the type that covers its members.</summary>
[Differentiable]
public readonly partial struct Vec3
{
    public Vec3(double x, double y, double z)
    {
        X = x;
        Y = y;
        Z = z;
    }

    public Vec3(double all)
        : this(all, all, all)
    {
    }

    public double X { get; init; }

    public double Y { get; init; }

    public double Z { get; init; }

    public double Length => Math.Sqrt(Dot(this, this));

    public Vec3 Unit
    {
        get
        {
            var length = Length;
            return length > 0 ? this / length : default;
        }
    }

    public double this[int axis] => axis switch { 0 => X, 1 => Y, _ => Z };

    public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vec3 operator -(Vec3 a, Vec3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vec3 operator -(Vec3 a) => new(-a.X, -a.Y, -a.Z);

    public static Vec3 operator *(double s, Vec3 a) => new(s * a.X, s * a.Y, s * a.Z);

    public static Vec3 operator *(Vec3 a, double s) => s * a;

    public static Vec3 operator /(Vec3 a, double s) => new(a.X / s, a.Y / s, a.Z / s);

    public static implicit operator Vec3((double X, double Y, double Z) t) => new(t.X, t.Y, t.Z);

    public static explicit operator double(Vec3 a) => a.Length;

    public static bool operator ==(Vec3 a, Vec3 b) => a.Equals(b);

    public static bool operator !=(Vec3 a, Vec3 b) => !a.Equals(b);

    public static double Dot(Vec3 a, Vec3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;

    public static Vec3 Cross(in Vec3 a, in Vec3 b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);

    public Vec3 Rotate(Vec3 axis, double angle)
    {
        var k = axis.Unit;
        var (sin, cos) = Math.SinCos(angle);
        return cos * this + sin * Cross(k, this) + (1 - cos) * Dot(k, this) * k;
    }

    public void Deconstruct(out double x, out double y, out double z) => (x, y, z) = (X, Y, Z);

    public override bool Equals(object? other) => other is Vec3 vec && vec.X == X && vec.Y == Y && vec.Z == Z;

    public override int GetHashCode() => HashCode.Combine(X, Y, Z);
}

/// <summary>A struct whose methods change it.</summary>
[Differentiable]
public partial struct Walker
{
    public Vec3 Position;
    public Vec3 Heading;
    private const double Turn = 0.3;

    public double Distance => Position.Length;

    public void Step(double length)
    {
        Position += length * Heading;
        TurnBy(Turn * length);
    }

    public void TurnBy(double angle) => Heading = Heading.Rotate((0, 0, 1), angle);

    public double Reach(double scale) => scale * Distance;
}

public static partial class Vectors
{
    [Differentiable]
    public static double Operators(double[] x)
    {
        var a = new Vec3(x[0], x[1], x[2]);
        Vec3 b = (x[3], x[4], x[5]);
        a += 2 * b;
        b = -a / x[6] - b * x[7];
        return Vec3.Dot(a, Vec3.Cross(a, b) + new Vec3(x[7])) + (double)b + a[1] * b[2];
    }

    [Differentiable]
    public static double Rotations(double[] x)
    {
        var p = new Vec3(x[0], x[1], x[2]);
        for (var i = 3; i < x.Length; i++)
        {
            p = p.Rotate(new Vec3(x[i], 1, 0.5), x[i]);
            if (p.X > 1) p = p.Unit;
        }

        var (u, v, w) = p;
        return u * v - w + (p == default ? 1 : 0);
    }

    [Differentiable]
    public static double NBody(double[] x)
    {
        var (positions, velocities) = (new Vec3[3], new Vec3[3]);
        for (var i = 0; i < 3; i++) (positions[i], velocities[i]) = (new(x[i], x[i + 1], x[i + 2]), new Vec3(x[i + 3], 0, x[i + 5]));
        for (var step = 0; step < 4; step++)
        {
            for (var i = 0; i < 3; i++)
            {
                var force = new Vec3();
                for (var j = 0; j < 3; j++)
                {
                    if (i == j) continue;
                    var d = positions[j] - positions[i];
                    var r2 = Vec3.Dot(d, d) + 0.1;
                    force += d / (r2 * Math.Sqrt(r2));
                }

                velocities[i] += 0.05 * force;
            }

            for (var i = 0; i < 3; i++) positions[i] += 0.05 * velocities[i];
        }

        return positions[0].Length + Vec3.Dot(positions[1], velocities[2]);
    }

    [Differentiable]
    public static double Changes(double[] x)
    {
        var walker = new Walker { Position = new(x[0], x[1], x[2]), Heading = new Vec3(x[3], x[4], x[5]) };
        var walkers = new Walker[2];
        for (var k = 0; k < 4; k++)
        {
            walker.Step(x[6] * (k + 1));
            walkers[k % 2] = walker;
            walkers[1].Step(x[7]);
            if (walkers[0].Distance > 2) walkers[0].TurnBy(x[6]);
        }

        return walker.Reach(x[7]) + walkers[0].Heading.X * walkers[1].Distance;
    }
}
