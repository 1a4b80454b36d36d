using Diff;

namespace RigidBody;

/// <summary>A rotation <c>w + xi + yj + zk</c>, of any length but zero.</summary>
[Differentiable]
public readonly partial record struct Quaternion(double W, Vec3 V)
{
    public static Quaternion operator *(Quaternion p, Quaternion q) => new(p.W * q.W - Vec3.Dot(p.V, q.V), p.W * q.V + q.W * p.V + Vec3.Cross(p.V, q.V));

    /// <summary>The vector turned: <c>q v q⁻¹</c>.</summary>
    public Vec3 Rotate(Vec3 v)
    {
        var turned = this * new Quaternion(0, v) * new Quaternion(W, -1 * V);
        return 1 / (W * W + Vec3.Dot(V, V)) * turned.V;
    }
}
