using System.Numerics;

namespace Diff.Tests.Numerics;

/// <summary>Functions that deliver parts by reference, assign parts, copy memory, or decide by thresholds of the framework.</summary>
public static partial class MatrixKernels
{
    [Differentiable(Order = 2)]
    internal static double Inverse(double[] x, [NoGradient] Matrix4x4 frame)
    {
        var m = Moved(x, frame);
        if (!Matrix4x4.Invert(m, out m)) return 0;
        return m.M11 + (2 * m.M23) + (double)(m.M42 * m.M31);
    }

    [Differentiable(Order = 2)]
    internal static double PlaneInverse(double[] x)
    {
        var m = new Matrix3x2((float)x[0], 2, 0.5f, (float)x[1], 1, (float)x[2]);
        return Matrix3x2.Invert(m, out var inverse) ? inverse.M11 + (2 * inverse.M32 * inverse.M21) : 0;
    }

    [Differentiable(Order = 2)]
    internal static double Parts(double[] x, [NoGradient] Matrix4x4 frame)
    {
        if (!Matrix4x4.Decompose(Moved(x, frame), out var scale, out var rotation, out var translation)) return -1;
        return Vector3.Dot(scale, new Vector3(1, 2, 0.5f)) + Quaternion.Dot(rotation, new Quaternion(1, -0.7f, 0.4f, 2)) + (scale.X * rotation.W) + translation.LengthSquared();
    }

    /// <summary>A matrix with its rows moved, element by element.</summary>
    [Differentiable(Order = 2)]
    internal static Matrix4x4 Moved(double[] x, [NoGradient] Matrix4x4 frame)
    {
        var m = frame;
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 3; column++) m[row, column] += (float)x[(3 * row) + column];
        }

        m.Translation *= 1 + (float)(x[0] * x[8]);
        return m;
    }

    [Differentiable(Order = 2)]
    internal static double Billboard(double[] x, bool isLeftHanded)
    {
        var (place, camera, up) = (At(x, 0), At(x, 3), At(x, 6));
        var m = isLeftHanded
            ? Matrix4x4.CreateBillboardLeftHanded(place, camera, up, At(x, 9))
            : Matrix4x4.CreateBillboard(place, camera, up, At(x, 9));
        return (m.M11 * m.M22) + (2 * m.M31) + (m.M13 * m.M41) + (3 * m.M33);
    }

    [Differentiable(Order = 2)]
    internal static double Constrained(double[] x, bool isLeftHanded)
    {
        var (place, camera, axis) = (At(x, 0), At(x, 3), At(x, 6));
        var m = isLeftHanded
            ? Matrix4x4.CreateConstrainedBillboardLeftHanded(place, camera, axis, At(x, 9), At(x, 12))
            : Matrix4x4.CreateConstrainedBillboard(place, camera, axis, At(x, 9), At(x, 12));
        return (m.M11 * m.M22) + (2 * m.M31) + (m.M13 * m.M41) + (3 * m.M33) - m.M12;
    }

    [Differentiable(Order = 2)]
    internal static double Assigned(double[] x, int i)
    {
        var v = new Vector3((float)x[0], 2, (float)x[1]) { [1] = (float)x[1] };
        v[0] = (float)(x[0] * x[1]);
        v[i] *= 3;
        var m = Matrix4x4.Identity with { Translation = v };
        m[0, 1] = (float)x[1];
        m[0, 1] *= 2 * v[i];
        m.X = new Vector4(m.M12, 1, v.X, 2);
        m[i] = m.X * 2;
        var n = new Matrix3x2 { Translation = new Vector2((float)x[0], 2) };
        n.Y = n.Translation * 2;
        n[0, i] = (float)x[1];
        var q = Quaternion.Identity;
        q[i] += v.Z;
        return (m.M11 * m.M41) + m.M42 + (m.M43 * m[i].Z) + (n.M22 * n.M11) + n.M12 + (n.M21 * q.X) + (q.Y * q.W);
    }

    /// <summary>Vectors in arrays, objects and structs.</summary>
    [Differentiable(Order = 2)]
    internal static double AssignedInside(double[] x)
    {
        var vectors = new Vector3[2];
        vectors[1][2] = (float)x[0];
        vectors[0][1] = (float)x[1];
        vectors[1][0] += vectors[0][1] * vectors[1][2];
        ref var first = ref vectors[0];
        first[0] = vectors[1][0] * first[1];
        var body = new Body();
        body.Frame.Translation = vectors[0];
        body.Frame[1, 1] *= (float)x[0];
        var pose = new Pose(body.Frame, default);
        pose.Velocity[2] = pose.Frame.M41 * pose.Frame.M22;
        return (vectors[1].X * vectors[1].Z) + (pose.Velocity.Z * body.Frame.M42);
    }

    [Differentiable(Order = 2)]
    internal static double Copied(double[] x, int at)
    {
        var v = new Vector3((float)x[0], (float)x[1], (float)(x[0] * x[1]));
        var memory = new float[5];
        v.CopyTo(memory);
        v.CopyTo(memory, at);
        var w = new Vector2(memory[4] * memory[4], 2);
        if (!w.TryCopyTo(memory.AsSpan(1)) || w.TryCopyTo(memory.AsSpan(4))) return -1;
        w.CopyTo(memory.AsSpan(2));
        var u = new Vector4(memory) * Vector4.Create(memory.AsSpan(1));
        return u.X + (2 * u.Y) + (3 * u.Z) + (4 * u.W);
    }

    [Differentiable]
    internal static void Stored(Vector3 v, float[] y) => v.CopyTo(y);

    [Differentiable]
    internal static float Read(ReadOnlySpan<float> x) => new Vector3(x).LengthSquared();

    [Differentiable(Order = 2)]
    internal static double Stepped(double[] x)
    {
        var z = new Complex(x[0], x[1]);
        z *= z;
        z++;
        var w = z--;
        w = --z * w++;
        return Complex.Abs(w * z);
    }

    [Differentiable(Order = 2)]
    internal static double Selected(double[] x)
    {
        var v = new Vector3((float)x[0], (float)x[1], 3);
        var r = Vector3.ConditionalSelect(Vector3.LessThan(v, new Vector3(1)), v * v, v * 2);
        return r.X + (r.Y * r.X);
    }

    [Differentiable]
    internal static float Mixed(Vector2 v, [NoGradient] Vector2 mask) => Vector2.ConditionalSelect(mask, v, 2 * v).X;

    [Differentiable(Order = 2)]
    internal static double Viewed(double[] x)
    {
        var v = new Vector3((float)x[0], (float)x[1], 3);
        var q = v.AsVector4().AsQuaternion();
        var p = v.AsVector4().WithElement(3, v.X * v.Y).AsPlane();
        return (q * q).AsVector4().GetElement(1) + (p.D * p.AsVector4().AsVector2().Y * v.ToScalar()) + v.AsVector2().AsVector3().Y;
    }

    [Differentiable(Order = 2)]
    internal static Vector3 At(double[] x, int start) => new((float)x[start], (float)x[start + 1], (float)x[start + 2]);

    internal struct Pose(Matrix4x4 frame, Vector3 velocity)
    {
        public Matrix4x4 Frame = frame;
        public Vector3 Velocity = velocity;
    }

    internal sealed class Body
    {
        public Matrix4x4 Frame = Matrix4x4.Identity;
    }
}
