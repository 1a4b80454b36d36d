using Diff.Tests.Kernels;

namespace Diff.Tests.Language;

/// <summary>Structs in signatures: which types gradients, weights, tangents and matrices of derivatives have, and what is in them.</summary>
public static partial class Structures
{
    [Differentiable]
    public static Vec3[] Pull(ReadOnlySpan<Vec3> nodes, double stiffness)
    {
        var forces = new Vec3[nodes.Length];
        for (var i = 1; i < nodes.Length; i++)
        {
            var pull = stiffness * Math.Sin(Vec3.Dot(nodes[i], nodes[i - 1])) * (nodes[i] - nodes[i - 1]);
            forces[i] -= pull;
            forces[i - 1] += pull;
        }

        return forces;
    }

    [Differentiable]
    public static Vec3 Turn(Vec3 v, in Vec3 axis, double angle, out double length)
    {
        length = v.Length;
        return v.Rotate(axis, angle);
    }

    [Differentiable]
    public static void Drift(ref Vec3 position, Vec3 velocity) => position += position.Length * velocity;

    [Differentiable(Order = 2)]
    public static double Energy(StructIdioms.Fields scale, ReadOnlySpan<StructIdioms.Fields> nodes)
    {
        var sum = 0.0;
        for (var i = 0; i < nodes.Length; i++) sum += scale.X * nodes[i].X * nodes[i].X * nodes[i].Y + Math.Exp(scale.Y * nodes[i].Y);
        return sum;
    }
}

public class StructTests
{
    // Central differences of functions of size 1 are right to about 1e-9.
    private const double Differences = 1e-7;

    private static readonly Vec3[] Nodes = [new(0.3, 0.1, 0.9), new(1.2, 0.4, -0.3), new(0.2, 1.1, 0.8)];

    [Fact]
    public void The_jacobian_of_arrays_of_structs_has_a_row_and_a_column_per_number()
    {
        var jacobian = Structures.PullJacobian(Nodes, 0.7);
        Assert.Equal((9, 10), (jacobian.GetLength(0), jacobian.GetLength(1)));
        for (var row = 0; row < 9; row++)
        {
            var differences = GradientCheck.Gradient(p => Flat(Structures.Pull(Points(p[..9]), p[9]))[row], [.. Flat(Nodes), 0.7]);
            for (var column = 0; column < 10; column++) Assert.Equal(differences[column], jacobian[row, column], Differences);
        }
    }

    [Fact]
    public void Structs_and_numbers_are_the_outputs_of_one_jacobian()
    {
        var jacobian = Structures.TurnJacobian(Nodes[0], Nodes[1], 0.4, out var length);
        Assert.Equal(Nodes[0].Length, length);
        for (var row = 0; row < 4; row++)
        {
            var differences = GradientCheck.Gradient(
                p =>
                {
                    var (x, y, z) = Structures.Turn(new(p[0], p[1], p[2]), new(p[3], p[4], p[5]), p[6], out var l);
                    return new[] { x, y, z, l }[row];
                },
                [.. Flat(Nodes[..2]), 0.4]);
            for (var column = 0; column < 7; column++) Assert.Equal(differences[column], jacobian[row, column], Differences);
        }
    }

    [Fact]
    public void The_weight_of_a_returned_array_of_structs_is_a_span_of_them()
    {
        Vec3[] weight = [new(1, 2, 3), new(-1, 0.5, 0), new(0, 0, 2)], gradient = new Vec3[3];
        var ofStiffness = 0.0;
        Structures.PullVjp(Nodes, 0.7, weight, gradient, ref ofStiffness);
        var differences = GradientCheck.Gradient(p => Structures.Pull(Points(p[..9]), p[9]).Zip(weight, Vec3.Dot).Sum(), [.. Flat(Nodes), 0.7]);
        foreach (var (exact, difference) in Flat(gradient).Append(ofStiffness).Zip(differences)) Assert.Equal(difference, exact, Differences);
    }

    [Fact]
    public void A_struct_by_reference_is_in_and_out()
    {
        var (position, weight, velocityGradient) = (Nodes[0], new Vec3(1, -2, 0.5), default(Vec3));
        var positionWeight = weight;
        Structures.DriftVjp(ref position, Nodes[1], ref positionWeight, ref velocityGradient);
        var differences = GradientCheck.Gradient(
            p =>
            {
                var moved = new Vec3(p[0], p[1], p[2]);
                Structures.Drift(ref moved, new(p[3], p[4], p[5]));
                return Vec3.Dot(moved, weight);
            },
            Flat(Nodes[..2]));
        foreach (var (exact, difference) in Flat([positionWeight, velocityGradient]).Zip(differences)) Assert.Equal(difference, exact, Differences);
    }

    [Fact]
    public void The_hessian_with_respect_to_structs_is_symmetric_and_right()
    {
        StructIdioms.Fields[] nodes = [new(0.4, 0.7), new(-0.3, 1.1)];
        var hessian = Structures.EnergyHessian(new(1.5, 0.8), nodes);
        double[] x = [1.5, 0.8, 0.4, 0.7, -0.3, 1.1];
        for (var row = 0; row < 6; row++)
        {
            var differences = GradientCheck.Gradient(p => Gradient(p)[row], x);
            for (var column = 0; column < 6; column++)
            {
                Assert.Equal(hessian[column, row], hessian[row, column]);
                Assert.Equal(differences[column], hessian[row, column], Differences);
            }
        }

        static double[] Gradient(double[] p)
        {
            var (scale, ofNodes) = Structures.EnergyGradient(new(p[0], p[1]), new StructIdioms.Fields[] { new(p[2], p[3]), new(p[4], p[5]) });
            return [scale.X, scale.Y, .. ofNodes.SelectMany(node => new[] { node.X, node.Y })];
        }
    }

    [Fact]
    public void An_instance_method_has_a_gradient_with_respect_to_its_struct()
    {
        var (x, y, z) = Nodes[0];
        var walker = new Walker { Position = Nodes[0], Heading = Nodes[1] };
        var (ofWalker, ofScale) = walker.ReachGradient(2);
        Assert.Equal(Math.Sqrt(x * x + y * y + z * z), ofScale, Differences);
        Assert.Equal(2 * x / Nodes[0].Length, ofWalker.Position.X, Differences);
        Assert.Equal(default, ofWalker.Heading);
        Assert.Equal(walker.Reach(2), walker.ReachVjp(2, 3, ref ofWalker, ref ofScale));
    }

    private static Vec3[] Points(double[] numbers) => [.. numbers.Chunk(3).Select(p => new Vec3(p[0], p[1], p[2]))];

    private static double[] Flat(Vec3[] points) => [.. points.SelectMany(p => new[] { p.X, p.Y, p.Z })];
}
