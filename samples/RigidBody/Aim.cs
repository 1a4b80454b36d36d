namespace RigidBody;

/// <summary>Hits a target by gradient descent with the step length of Polyak.</summary>
public sealed class Aim(double[] stiffness, Vec3 target)
{
    // Orientation (w, x, y, z), speed, and the logarithms of the stiffnesses, which stay positive so.
    private readonly double[] _unknowns = [1, 0, 0, 0, 1, .. stiffness.Select(k => Math.Log(k))];

    public Quaternion Orientation => new(_unknowns[0], new(_unknowns[1], _unknowns[2], _unknowns[3]));

    public double Speed => _unknowns[4];

    public double[] Stiffness => [.. _unknowns[5..].Select(k => Math.Exp(k))];

    /// <summary>Improves the aim until the miss is at most <paramref name="tolerance"/>.</summary>
    /// <returns>The miss, a distance, and the number of gradients taken.</returns>
    public (double Miss, int Gradients) Run(double tolerance, int most)
    {
        for (var count = 1; ; count++)
        {
            var (value, gradient) = ValueAndGradient();
            if (Math.Sqrt(value) <= tolerance || count == most) return (Math.Sqrt(value), count);
            // The least value is known to be 0: this step would reach it if the slope stayed the same.
            var rate = value / gradient.Sum(slope => slope * slope);
            for (var i = 0; i < gradient.Length; i++) _unknowns[i] -= rate * gradient[i];
        }
    }

    private (double Value, double[] Gradient) ValueAndGradient()
    {
        var stiffness = Stiffness;
        var (value, (orientation, speed, ofStiffness)) = Chain.MissValueAndGradient(Orientation, Speed, stiffness, target);
        var (x, y, z) = orientation.V;
        return (value, [orientation.W, x, y, z, speed, .. ofStiffness.Zip(stiffness, (slope, k) => slope * k)]);
    }
}
