using Diff.Tests.Kernels;
using static Diff.Tests.Objects.FlatNumbers;

namespace Diff.Tests.Objects.Mixed;

public record struct Edge<T>(T From, T To);

/// <summary>Jagged arrays, matrices, tuples and generic structs of structs with a gradient type of their own.</summary>
[Differentiable(Order = 2)]
public sealed partial class Lattice
{
    private readonly Particle[][] _rows = [[new(0, new(0.3, -0.2, 0.5), 1.2)], [new(1, new(0.1, 0.7, -0.4), 0.6), new(0, new(-0.5, 0.2, 0.9), 0.8)]];
    private readonly Particle[,] _grid = { { new(1, new(0.4, 0.3, 0.2), 2.1), new(0, new(0.2, 0.1, 0.7), 0.5) } };
    private readonly Vec3[][] _anchors = [[new(0.2, 0.1, -0.3)], []];
    private (Particle Particle, double Weight) _heavy = (new(3, new(0.4, 0.3, 0.2), 1.1), 0.7);
    private Edge<Particle> _edge = new(new(2, new(0.1, 0.2, 0.3), 0.4), new(1, new(0.5, 0.6, 0.7), 0.8));

    public int LastId => _rows[^1][^1].Id + _grid[0, 0].Id + _heavy.Particle.Id + _edge.From.Id;

    public double Value(double x)
    {
        var sum = _heavy.Particle.Pull(x) * _heavy.Weight + _edge.From.Pull(x) * _edge.To.Mass + _anchors[0][0].X * x;
        foreach (var row in _rows)
            foreach (var particle in row) sum += particle.Pull(x) * Math.Sin(sum + _grid[0, particle.Id % 2].Mass);
        for (var j = 0; j < _grid.GetLength(1); j++) sum *= 1 + _grid[0, j].Pull(x);
        return sum;
    }
}

public class LatticeTests
{
    [Fact]
    public void Derivatives_with_respect_to_tables_of_structs_agree() => new ObjectDerivatives<Lattice>(
        () => new(),
        (lattice, x) => lattice.Value(x),
        (lattice, x) => lattice.ValueGradient(x) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (lattice, x, direction) => lattice.ValueJvp(x, Of(direction), direction[^1]).Tangent,
        (lattice, x, direction) => lattice.ValueHvp(x, Of(direction), direction[^1]) is var (of, slope) ? [.. Numbers(of), slope] : [],
        (lattice, numbers) => Of([.. numbers, 0]).AddTo(lattice, 1)).Check(0.4);

    [Fact]
    public void The_flat_vector_has_them_row_by_row_and_everything_else_stays()
    {
        var lattice = new Lattice();
        var parameters = LatticeGradient.ParametersOf(lattice);
        double[] numbers = [0.3, -0.2, 0.5, 1.2, 0.1, 0.7, -0.4, 0.6, -0.5, 0.2, 0.9, 0.8, 0.4, 0.3, 0.2, 2.1, 0.2, 0.1, 0.7, 0.5, 0.2, 0.1, -0.3,
            0.4, 0.3, 0.2, 1.1, 0.7, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
        Assert.Equal(numbers, Numbers(parameters));
        parameters.AddScaled(2, parameters);
        parameters.AssignTo(lattice);
        Close([.. numbers.Select(number => 3 * number)], Numbers(LatticeGradient.ParametersOf(lattice)), 1e-14);
        Close([9 * numbers.Sum(number => number * number)], [parameters.Dot(parameters)], 1e-14);
        Assert.Equal(0 + 1 + 3 + 2, lattice.LastId);
        parameters.Clear();
        Assert.All(Numbers(parameters), number => Assert.Equal(0, number));
    }

    [Fact]
    public void A_gradient_of_another_shape_is_refused()
    {
        var gradient = LatticeGradient.Zero(new());
        gradient.Rows[1] = new ParticleGradient[1];
        Refuses("'this.Rows[1]' has length 1, but length 2 is expected.", () => gradient.AddTo(new(), 1));
    }

    private static LatticeGradient Of(double[] numbers)
    {
        var gradient = LatticeGradient.Zero(new());
        gradient.FromSpan(numbers.AsSpan(0, gradient.Count));
        return gradient;
    }

    private static double[] Numbers(LatticeGradient gradient) => FlatNumbers.Of(gradient.Count, gradient.CopyTo);
}
