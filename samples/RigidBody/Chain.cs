using Diff;

namespace RigidBody;

/// <summary>A chain of unit masses on springs, hanging from a fixed point and simulated with the symplectic Euler method.</summary>
public static partial class Chain
{
    public const int Steps = 500;
    private const double TimeStep = 0.004;
    private const double RestLength = 0.25;
    private const double Damping = 0.3;
    private static readonly Vec3 s_gravity = new(0, 0, -9.81);

    /// <summary>
    /// The squared distance from a target that the free end has after <see cref="Steps"/> steps, if each mass is thrown with a velocity that an
    /// orientation turns.
    /// </summary>
    [Differentiable]
    public static double Miss(Quaternion orientation, ReadOnlySpan<Vec3> thrown, ReadOnlySpan<double> stiffness, [NoGradient] Vec3 target)
    {
        var miss = FreeEnd(orientation, thrown, stiffness) - target;
        return Vec3.Dot(miss, miss);
    }

    /// <summary>Where the free end is in the end.</summary>
    [Differentiable]
    public static Vec3 FreeEnd(Quaternion orientation, ReadOnlySpan<Vec3> thrown, ReadOnlySpan<double> stiffness)
    {
        var count = stiffness.Length;
        var (positions, velocities) = (new Vec3[count], new Vec3[count]);
        for (var i = 0; i < count; i++)
        {
            positions[i] = new Vec3(0, 0, -RestLength * (i + 1));
            velocities[i] = orientation.Rotate(thrown[i]);
        }

        var forces = new Vec3[count];
        for (var step = 0; step < Steps; step++)
        {
            for (var i = 0; i < count; i++) forces[i] = s_gravity - Damping * velocities[i];
            for (var i = 0; i < count; i++)
            {
                var link = i == 0 ? positions[0] : positions[i] - positions[i - 1];
                var length = link.Length;
                var pull = stiffness[i] * (length - RestLength) / length * link;
                forces[i] -= pull;
                if (i > 0) forces[i - 1] += pull;
            }

            for (var i = 0; i < count; i++)
            {
                velocities[i] += TimeStep * forces[i];
                positions[i] += TimeStep * velocities[i];
            }
        }

        return positions[count - 1];
    }
}
