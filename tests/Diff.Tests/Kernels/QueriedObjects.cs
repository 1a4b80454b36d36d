namespace Diff.Tests.Kernels;

/// <summary>Objects that a query makes, and queries that find one of them or sort them.</summary>
public static partial class QueriedObjects
{
    public sealed class Particle(double position, int id)
    {
        public double Position = position;

        public int Id { get; } = id;

        public void Step(double by) => Position += by * Position;
    }

    public sealed record Sample(double Value, double Weight, string Name);

    public sealed class Station
    {
        public double Height { get; set; }

        public double[] Readings { get; set; } = new double[2];
    }

    [Differentiable(Order = 2)]
    public static double Array_of_new_objects(double[] x)
    {
        var particles = x.Select((v, i) => new Particle(v, i)).ToArray();
        foreach (var particle in particles) particle.Step(0.5);
        return particles.Sum(p => p.Position * p.Position * (p.Id + 1));
    }

    [Differentiable(Order = 2)]
    public static double List_of_new_objects(double[] x)
    {
        var stations = Enumerable.Range(0, 4).Select(i => new Station { Height = x[i], Readings = [x[i] * x[i + 1], x[i]] }).ToList();
        stations[1].Readings[0] *= 3;
        stations = stations.Where(s => s.Height > 0).ToList();
        return stations.Sum(s => s.Height * s.Readings[0] + s.Readings[1]);
    }

    [Differentiable(Order = 2)]
    public static double Records_that_are_never_kept(double[] x) =>
        x.Select((v, i) => new Sample(v, v * i, $"sample {i}")).Where(s => s.Weight > 0.5).Sum(s => s.Value * s.Weight);

    [Differentiable(Order = 2)]
    public static double First_of_those_that_match(double[] x)
    {
        var particles = x.Select((v, i) => new Particle(v, i)).ToList();
        var first = particles.First(p => p.Position > 1);
        first.Position *= 3;
        var third = particles.Single(p => p.Id == 2);
        third.Position *= third.Position;
        return particles.Last().Position * first.Position + particles.Sum(p => p.Position * p.Position);
    }

    [Differentiable(Order = 2)]
    public static double None_that_matches(double[] x)
    {
        var particles = x.Where(v => v > 1).Select((v, i) => new Particle(v, i)).ToArray();
        var far = particles.FirstOrDefault(p => p.Position > 2);
        var none = particles.LastOrDefault(p => p.Position > 100);
        var absent = particles.Where(p => p.Position > 100).MaxBy(p => p.Position);
        return (far?.Position ?? 1) * x[0] + (none?.Position ?? x[1] * x[1]) + (absent is null ? x[2] : absent.Position);
    }

    [Differentiable(Order = 2)]
    public static double Least_and_greatest(double[] x)
    {
        var particles = x.Select((v, i) => new Particle(v, i)).ToArray();
        particles.MaxBy(p => p.Position)!.Position *= 2;
        var least = particles.MinBy(p => p.Position * p.Position)!;
        least.Position += x[0];
        return particles.Sum(p => p.Position * p.Position) + least.Id * least.Position;
    }

    [Differentiable(Order = 2)]
    public static double Sorted(double[] x)
    {
        var particles = x.Select((v, i) => new Particle(v, i)).ToArray();
        var sorted = particles.OrderByDescending(p => p.Position).ThenBy(p => p.Id).ToArray();
        sorted[0].Position *= 2;
        return particles.Select((p, i) => p.Position * (i + 1)).Sum() * sorted.Take(2).Sum(p => p.Position) + sorted.Skip(6).First().Position;
    }

    [Differentiable(Order = 2)]
    public static double The_same_object_is_left_out(double[] x)
    {
        var particles = x.Select((v, i) => new Particle(v, i)).ToList();
        var energy = 0.0;
        foreach (var a in particles)
        {
            foreach (var b in particles)
            {
                if (ReferenceEquals(a, b)) continue;
                energy += a.Position * b.Position / (1 + (a.Id - b.Id) * (a.Id - b.Id));
            }
        }

        return energy;
    }
}
