using Diff.Tests.Kernels;

namespace Diff.Tests.Objects.Mixed;

/// <summary>A struct with a number that is none to differentiate, so that its gradient is another struct.</summary>
[Differentiable(Order = 2)]
public partial struct Particle(int id, Vec3 place, double mass)
{
    public int Id = id;
    public Vec3 Place = place;
    public double Mass { get; set; } = mass;

    public readonly double Pull(double x) => Mass * (Place.X * x + Place.Y * x * x) / (1 + Id + Place.Z * Place.Z);
}

/// <summary>A struct that keeps its numbers private.</summary>
[Differentiable(Order = 2)]
public readonly partial struct Turn
{
    private readonly double _cos, _sin;

    public Turn(double angle) => (_cos, _sin) = (Math.Cos(angle), Math.Sin(angle));

    public double Of(double x) => _cos * x - _sin * x * x;
}

/// <summary>Both, one in the other.</summary>
[Differentiable(Order = 2)]
public partial struct Orbit
{
    public string Name;
    public Particle Body;
    public Turn Turn;
    public (double Near, double Far) Range;

    [NoGradient] public double Scale;

    public readonly double At(double x) => Scale * Body.Pull(Turn.Of(x)) + Range.Near * x - Range.Far * Range.Far;
}

/// <summary>Arrays of structs in a class that others derive from.</summary>
[Differentiable(Order = 2)]
public partial class Cloud
{
    private readonly Particle[] _particles = [new(0, new(0.3, -0.2, 0.5), 1.2), new(1, new(0.1, 0.7, -0.4), 0.6), new(2, new(-0.5, 0.2, 0.9), 0.8)];
    private readonly Particle[] _none = [];
    protected Vec3[] Anchors { get; } = [new(0.2, 0.1, -0.3), new(0.6, -0.4, 0.8)];
    private Particle _heavy = new(3, new(0.4, 0.3, 0.2), 2.1);

    public int LastId => _particles[^1].Id;

    public virtual double Value(double x)
    {
        var sum = _heavy.Pull(x) * _heavy.Mass;
        foreach (var particle in _particles)
        {
            if (particle.Mass < -5) break;
            sum += particle.Pull(x) * Math.Sin(sum + particle.Place.Y);
        }

        for (var i = 0; i < Anchors.Length; i++) sum += Anchors[i].X * _particles[_particles[i].Id + 1].Place.Z + Anchors[^1].Y * Anchors[i].Z;
        foreach (var particle in _none) sum *= particle.Mass;
        var own = _particles;
        var heaviest = x > 0.3 ? own[0] : own[1];
        heaviest.Mass *= x;
        return sum + heaviest.Pull(x) + Total(own) + _particles.Sum(particle => particle.Mass * particle.Mass);
    }

    public static double Total(ReadOnlySpan<Particle> particles)
    {
        var total = 1.0;
        for (var i = 0; i < particles.Length; i++) total *= 1 + particles[i].Mass * particles[i].Place.X;
        return total;
    }
}

/// <summary>Adds arrays of structs that hold structs.</summary>
[Differentiable(Order = 2)]
public sealed partial class Galaxy : Cloud
{
    private readonly Turn[] _turns = [new(0.3), new(-0.8)];
    private Turn _last = new(0.5);

    public Orbit[] Orbits { get; set; } =
    [
        new() { Name = "inner", Body = new(0, new(0.2, 0.5, 0.1), 0.9), Turn = new(0.4), Range = (0.3, 0.6), Scale = 1.5 },
        new() { Name = "outer", Body = new(1, new(-0.3, 0.4, 0.6), 1.1), Turn = new(1.2), Range = (0.5, -0.7), Scale = 0.5 },
    ];

    public override double Value(double x)
    {
        for (var k = 0; k < 4; k++) x = Orbits[k % Orbits.Length].At(_turns[k % 2].Of(0.8 * x)) + Orbits[0].Range.Far * x;
        Span<Particle> copies = stackalloc Particle[2];
        for (var i = 0; i < copies.Length; i++)
        {
            copies[i] = Orbits[i].Body;
            copies[i].Mass += x;
            copies[i].Place = new(Anchors[i].Y * x, copies[i].Place.X, Anchors[i].Z);
        }

        return base.Value(x) + _last.Of(x) * Total(copies);
    }
}

/// <summary>Holds such objects.</summary>
[Differentiable(Order = 2)]
public sealed partial class Sky
{
    private readonly Cloud[] _clouds = [new Galaxy(), new Cloud()];
    private readonly Galaxy _near = new();
    private double _light = 0.7;

    public double Value(double x)
    {
        foreach (var cloud in _clouds) x = Math.Tanh(_light * cloud.Value(x));
        return x + _near.Value(x) * _near.Orbits[1].Body.Mass;
    }

    public static double Difference(Sky sky, [NoGradient] Sky other, double x) => sky.Value(x) - other.Value(x) * other._near.Orbits[0].Range.Near;
}
