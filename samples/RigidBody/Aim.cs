namespace RigidBody;

/// <summary>Hits a target by gradient descent with the step length of Polyak.</summary>
public sealed class Aim(double[] stiffness, Vec3 target)
{
    private readonly Vec3[] _thrown = [.. new Vec3[stiffness.Length - 1], new(1, 0, 0)];

    // Stiffnesses stay positive so.
    private readonly double[] _logarithms = [.. stiffness.Select(k => Math.Log(k))];

    public Quaternion Orientation { get; private set; } = new(1, new(0, 0, 0));

    public IReadOnlyList<Vec3> Thrown => _thrown;

    public double[] Stiffness => [.. _logarithms.Select(k => Math.Exp(k))];

    /// <summary>Where the free end is in the end.</summary>
    public Vec3 FreeEnd => Chain.FreeEnd(Orientation, _thrown, Stiffness);

    /// <summary>Improves the aim until the miss is at most <paramref name="tolerance"/>.</summary>
    /// <returns>The miss, a distance, and the number of gradients taken.</returns>
    public (double Miss, int Gradients) Run(double tolerance, int most)
    {
        for (var count = 1; ; count++)
        {
            var stiffness = Stiffness;
            var (value, (orientation, thrown, ofStiffness)) = Chain.MissValueAndGradient(Orientation, _thrown, stiffness, target);
            if (Math.Sqrt(value) <= tolerance || count == most) return (Math.Sqrt(value), count);
            double[] ofLogarithms = [.. ofStiffness.Zip(stiffness, (slope, k) => slope * k)];
            var squares = orientation.W * orientation.W + Vec3.Dot(orientation.V, orientation.V)
                + thrown.Sum(slope => Vec3.Dot(slope, slope)) + ofLogarithms.Sum(slope => slope * slope);
            // The least value is known to be 0: this step would reach it if the slope stayed the same.
            Step(-value / squares, orientation, thrown, ofLogarithms);
        }
    }

    private void Step(double length, Quaternion orientation, Vec3[] thrown, double[] ofLogarithms)
    {
        Orientation = new(Orientation.W + length * orientation.W, Orientation.V + length * orientation.V);
        for (var i = 0; i < _thrown.Length; i++)
        {
            _thrown[i] += length * thrown[i];
            _logarithms[i] += length * ofLogarithms[i];
        }
    }
}
