using Diff;
using GradBench.Protocol;

namespace GradBench.Evals;

/// <summary>A particle that flies through the field of two charges: where must one of them be for it to land at the origin?</summary>
public static partial class Particle
{
    private const double TimeStep = 0.1;

    /// <summary>The potential of the charges at (10, 10 - w) and (10, 0).</summary>
    [Differentiable(Order = 2)]
    public static double Potential(double x, double y, double w) => 1 / Distance(x - 10, y - (10 - w)) + 1 / Distance(x - 10, y);

    /// <summary>The square of the place where the particle lands, if it starts at (0, 8) with velocity (0.75, 0).</summary>
    /// <param name="isForward">The mode of the inner derivative, which is the force.</param>
    [Differentiable]
    public static double Landing(double w, bool isForward)
    {
        var (x, y, vx, vy) = (0.0, 8.0, 0.75, 0.0);
        while (true)
        {
            var (slopeX, slopeY) = isForward
                ? (Gradient.Jvp(Potential, (x, y), (1.0, 0.0), w).Tangent, Gradient.Jvp(Potential, (x, y), (0.0, 1.0), w).Tangent)
                : Gradient.Of(Potential, (x, y), w);
            x += TimeStep * vx;
            y += TimeStep * vy;
            if (y <= 0)
            {
                var landing = x - y / vy * vx;
                return landing * landing;
            }

            vx -= TimeStep * slopeX;
            vy -= TimeStep * slopeY;
        }
    }

    /// <summary>The w with which the particle lands nearest to the origin.</summary>
    /// <param name="isForward">The mode of the outer derivative.</param>
    /// <param name="isForwardInside">The mode of the inner derivative.</param>
    public static double Aim(double w, bool isForward, bool isForwardInside)
    {
        return Descent.Minimise([w], at => isForward ? Tangent(at[0]) : Adjoint(at[0]))[0];

        (double, double[]) Tangent(double w)
        {
            var (value, tangent) = LandingJvp(w, isForwardInside, 1);
            return (value, [tangent]);
        }

        (double, double[]) Adjoint(double w)
        {
            var gradient = 0.0;
            var value = LandingVjp(w, isForwardInside, 1, ref gradient);
            return (value, [gradient]);
        }
    }

    [Differentiable(Order = 2)]
    private static double Distance(double x, double y) => Math.Sqrt(x * x + y * y);
}

internal static class ParticleModule
{
    public static Module Create() => new("particle", new Dictionary<string, Function>
    {
        ["rr"] = Aim(isForward: false, isForwardInside: false),
        ["ff"] = Aim(isForward: true, isForwardInside: true),
        ["rf"] = Aim(isForward: false, isForwardInside: true),
        ["fr"] = Aim(isForward: true, isForwardInside: false),
    });

    private static Function Aim(bool isForward, bool isForwardInside) => Function.Create(
        input => input["w"].Double(), w => Particle.Aim(w, isForward, isForwardInside), (writer, _, w) => writer.WriteFinite(w));
}
