namespace Diff.Tests.Kernels;

/// <summary>Structs as values: fields, automatic properties, initialisers, <c>with</c>, deconstruction, arrays of them.</summary>
public static partial class StructValues
{
    public struct Point
    {
        public double X, Y;
    }

    public struct Particle
    {
        public Point Position, Velocity;

        public double Mass { get; set; }
    }

    public readonly record struct Spring(double Stiffness, double Length);

    public struct Pair<T>
    {
        public T First { get; set; }

        public T Second { get; set; }
    }

    [Differentiable]
    public static double Energy(Particle particle, in Spring spring)
    {
        var (position, velocity) = (particle.Position, particle.Velocity);
        var (stiffness, length) = spring;
        var r = Math.Sqrt(position.X * position.X + position.Y * position.Y) - length;
        return 0.5 * particle.Mass * (velocity.X * velocity.X + velocity.Y * velocity.Y) + 0.5 * stiffness * r * r;
    }

    [Differentiable]
    public static Particle Step(Particle particle, double h)
    {
        particle.Position.X += h * particle.Velocity.X;
        particle.Position.Y += h * particle.Velocity.Y;
        return particle with { Velocity = particle.Velocity with { X = particle.Velocity.X - h * particle.Position.X } };
    }

    [Differentiable]
    public static double FieldsAndInitialisers(double[] x)
    {
        Point p = default;
        p.X = x[0] * x[1];
        p.Y += x[2] * p.X;
        var q = new Point { X = p.Y, Y = 2 * x[3] };
        (p, q) = (q, p);
        var body = new Particle { Position = p, Velocity = q, Mass = x[4] * x[4] };
        body.Velocity.Y *= x[5];
        return Energy(body, new Spring(x[6] * x[6], x[7])) + Math.Sin(body.Position.X);
    }

    [Differentiable]
    public static double CarriedByALoop(double[] x)
    {
        var particle = new Particle { Position = { X = x[0], Y = x[1] }, Velocity = new Point { X = x[2], Y = x[3] }, Mass = x[4] };
        for (var k = 0; k < 5; k++)
        {
            particle = Step(particle, 0.1 * x[5]);
            if (particle.Position.X > 0.75) particle.Position.Y -= particle.Velocity.Y * x[6];
        }

        return Energy(particle, new Spring { Stiffness = x[7], Length = 0.3 });
    }

    [Differentiable]
    public static double ElementsOfAnArray(double[] x)
    {
        var chain = new Point[x.Length / 2];
        for (var i = 0; i < chain.Length; i++)
        {
            chain[i].X = x[2 * i];
            chain[i].Y = x[2 * i + 1] * chain[i].X;
        }

        for (var k = 0; k < 3; k++)
            for (var i = 1; i < chain.Length; i++)
            {
                var d = chain[i];
                d.X -= 0.5 * chain[i - 1].X;
                chain[i] = d with { Y = d.Y + chain[i - 1].Y * d.X };
            }

        var sum = 0.0;
        foreach (var point in chain) sum += point.X * point.Y;
        return sum;
    }

    [Differentiable]
    public static double ReadonlyElements(double[] x)
    {
        var springs = new Spring[4];
        for (var i = 0; i < springs.Length; i++) springs[i] = new(x[i], x[i + 4]);
        springs[1] = springs[0] with { Length = springs[2].Stiffness * springs[1].Length };
        (springs[0], springs[3]) = (springs[3], springs[0]);
        var sum = 0.0;
        for (var i = 0; i < springs.Length; i++) sum += springs[i].Stiffness * Math.Cos(springs[i].Length) * (i + 1);
        return sum;
    }

    [Differentiable]
    public static double NestedElements(double[] x)
    {
        var bodies = new Particle[2];
        for (var i = 0; i < bodies.Length; i++) bodies[i] = new() { Position = { X = x[i] }, Velocity = new Point { Y = x[i + 2] }, Mass = x[i + 4] };
        for (var k = 0; k < 4; k++)
        {
            ref var body = ref bodies[k % 2];
            body = body with { Velocity = new Point { X = body.Position.X * x[6], Y = body.Velocity.Y } };
            body.Mass *= x[7];
            foreach (ref var each in bodies.AsSpan()) each.Mass += 0.1 * each.Velocity.X;
        }

        return Energy(bodies[0], new Spring(1, x[7])) * Energy(bodies[1], new Spring(x[6], 0.5));
    }

    [Differentiable]
    public static double GenericStructs(double[] x)
    {
        var pair = new Pair<Point> { First = new Point { X = x[0], Y = x[1] }, Second = new Point { X = x[2] } };
        var numbers = new Pair<double> { First = x[3], Second = x[4] };
        for (var k = 0; k < 3; k++)
        {
            pair.First = pair.Second with { Y = pair.First.X * numbers.First };
            pair.Second = pair.First;
            numbers.Second += pair.First.Y;
        }

        return pair.First is { X: > 0, Y: var y } ? y * numbers.Second : numbers.Second * x[5] * x[6] + x[7];
    }
}
