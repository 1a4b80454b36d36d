using System.Numerics;

namespace Diff.Tests.Numerics;

/// <summary>Functions of vectors, quaternions, matrices and complex numbers.</summary>
public static partial class VectorKernels
{
    /// <summary>A chain of springs, some steps of it: the squared distance of the last node from a target.</summary>
    [Differentiable]
    internal static float Miss(Vector3[] nodes, Vector3 push, float stiffness, int steps)
    {
        var position = new Vector3[nodes.Length];
        var velocity = new Vector3[nodes.Length];
        for (var i = 0; i < nodes.Length; i++) position[i] = nodes[i];
        velocity[nodes.Length - 1] = push;
        for (var step = 0; step < steps; step++)
        {
            for (var i = 1; i < nodes.Length; i++)
            {
                var d = position[i] - position[i - 1];
                var force = Vector3.Normalize(d) * (stiffness * (1 - d.Length()));
                velocity[i] += 0.1f * force;
                velocity[i - 1] -= 0.1f * force;
            }

            for (var i = 1; i < nodes.Length; i++) position[i] += 0.1f * velocity[i];
        }

        return Vector3.DistanceSquared(position[nodes.Length - 1], new Vector3(2, 1, 0.5f));
    }

    [Differentiable]
    internal static float Length(Vector3 v) => v.Length();

    [Differentiable]
    internal static float Positive(Vector3 v) => Vector3.Dot(Vector3.Max(v, Vector3.Zero), new Vector3(1, 2, 3));

    [Differentiable]
    internal static float ByIndex(Vector4 v, int from)
    {
        var sum = 0f;
        for (var i = from; i < 4; i++) sum += v[i] * (i + 1);
        return sum;
    }

    [Differentiable]
    internal static Vector3 Turn(Vector3 v, Quaternion q) => Vector3.Transform(v, Quaternion.Normalize(q));

    [Differentiable(Order = 2)]
    internal static double Sensitivity(double x, double y)
    {
        var z = new Complex(x, y);
        return Complex.Abs(Complex.Exp(z) / (1 + z * z) + Complex.Sqrt(z) - Complex.Asin(0.3 * z));
    }

    [Differentiable]
    internal static double Response(Complex[] poles, Complex s)
    {
        var h = Complex.One;
        foreach (var pole in poles) h /= s - pole;
        return h.Magnitude + h.Phase;
    }
}
