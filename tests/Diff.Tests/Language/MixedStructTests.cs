using Diff.Tests.Kernels;
using Diff.Tests.Library;
using Ball = Diff.Tests.Kernels.MixedStructs.Ball;
using BallGradient = Diff.Tests.Kernels.MixedStructs.BallGradient;
using Place = Diff.Tests.Kernels.MixedStructs.Place;

namespace Diff.Tests.Language;

/// <summary>Structs that are not all numbers in signatures.</summary>
public static partial class MixedSignatures
{
    [Differentiable(Order = 2)]
    public static double Energy(Ball ball, double g) => ball.Mass * g * ball.Place.Y * ball.Place.Y + ball.Pull * ball.Place.X * ball.Id;

    [Differentiable]
    public static Ball Moved(Ball ball, ReadOnlySpan<Ball> others, double h)
    {
        foreach (var other in others) ball.Place.X += h * other.Mass * other.Id;
        return ball with { Id = 7, Mass = ball.Mass * ball.Place.Y };
    }

    [Differentiable]
    public static double Read(Probe probe, ReadOnlySpan<Probe> others, double x) => probe.Read(x, 2) * others[probe.Channel].Read(1, x);

    [Differentiable(Order = 2)]
    public static double OfAnotherAssembly(double[] x)
    {
        var probes = new Probe[3];
        for (var i = 0; i < 3; i++) probes[i] = new Probe(x[i] * x[3], i + 1).Amplified(x[4]);
        var sum = 0.0;
        foreach (var probe in probes) sum += probe.Read(x[5], x[6]) * probes[probe.Channel % 3].Read(x[7], 1);
        return sum;
    }
}

public sealed class MixedStructTests
{
    private static readonly Ball Ball = new(3, new Place(0.5, 0.7), 1.5);

    [Fact]
    public void The_gradient_has_a_field_per_number_and_none_for_constants()
    {
        var (ofBall, ofG) = MixedSignatures.EnergyGradient(Ball, 2);
        Assert.Equal(2 * 0.7 * 0.7, ofBall.Mass, 1e-15);
        Assert.Equal(new Place(2 * 3, 2 * 1.5 * 2 * 0.7), ofBall.Place);
        Assert.Equal(1.5 * 0.7 * 0.7, ofG, 1e-15);
        Assert.Equal(["Place", "Mass"], typeof(BallGradient).GetFields().Select(field => field.Name));
    }

    [Fact]
    public void Gradients_can_be_added_and_multiplied()
    {
        var gradient = MixedSignatures.EnergyGradient(Ball, 2).ball;
        var sum = BallGradient.Zero + 2 * gradient + gradient * -0.5;
        Assert.Equal((1.5 * gradient.Mass, 1.5 * gradient.Place.X, 1.5 * gradient.Place.Y), (sum.Mass, sum.Place.X, sum.Place.Y));
    }

    [Fact]
    public void The_tangent_of_a_mixed_struct_has_its_gradient_type()
    {
        var tangent = new BallGradient { Mass = 1, Place = new Place(0, 2) };
        var ((value, change), (ofBall, _)) = (MixedSignatures.EnergyJvp(Ball, 2, tangent, 0), MixedSignatures.EnergyGradient(Ball, 2));
        Assert.Equal(MixedSignatures.Energy(Ball, 2), value);
        Assert.Equal(ofBall.Mass + 2 * ofBall.Place.Y, change, 1e-14);
        var product = MixedSignatures.EnergyHvp(Ball, 2, tangent, 0).ball;
        Assert.Equal(2 * 2 * 0.7 * 2, product.Mass, 1e-14);
        Assert.Equal(new Place(0, 2 * 2 * 0.7 + 1.5 * 2 * 2 * 2), product.Place);
        Assert.Equal((4, 4), (MixedSignatures.EnergyHessian(Ball, 2).GetLength(0), MixedSignatures.EnergyHessian(Ball, 2).GetLength(1)));
    }

    [Fact]
    public void The_weight_of_a_mixed_result_has_its_gradient_type()
    {
        Ball[] others = [new(2, default, 0.4), new(5, default, 0.6)];
        var (ofBall, ofOthers, ofH) = (default(BallGradient), new BallGradient[2], 0.0);
        var moved = MixedSignatures.MovedVjp(Ball, others, 0.1, new BallGradient { Mass = 1, Place = new Place(10, 0) }, ref ofBall, ofOthers, ref ofH);
        Assert.Equal((7, Ball.Name, 1.5 * 0.7), (moved.Id, moved.Name, moved.Mass));
        Assert.Equal((0.7, 10.0, 1.5), (ofBall.Mass, ofBall.Place.X, ofBall.Place.Y));
        Assert.Equal([2.0, 5.0], ofOthers.Select(other => other.Mass));
        Assert.Equal(10 * (2 * 0.4 + 5 * 0.6), ofH, 1e-14);
        using var pullback = MixedSignatures.MovedWithPullback(Ball, others, 0.1);
        Assert.Equal(ofH, pullback.Gradient(new BallGradient { Mass = 1, Place = new Place(10, 0) }).h);
    }

    [Fact]
    public void The_jacobian_has_a_row_and_a_column_per_number()
    {
        var jacobian = MixedSignatures.MovedJacobian(Ball, [new(2, default, 0.4), new(5, default, 0.6)], 0.1);
        Assert.Equal((3, 10), (jacobian.GetLength(0), jacobian.GetLength(1)));
        Assert.Equal([1, 0, 0, 0, 0, 0.2, 0, 0, 0.5, 3.8], Enumerable.Range(0, 10).Select(column => Math.Round(jacobian[0, column], 12)));
        Assert.Equal([0, 1.5, 0.7, 0, 0, 0, 0, 0, 0, 0], Enumerable.Range(0, 10).Select(column => jacobian[2, column]));
    }

    [Fact]
    public void Private_fields_of_another_assembly_have_gradients()
    {
        Probe[] others = [new(0.1, 1), new(0.2, 3), new(0.3, 1)];
        var (ofProbe, ofOthers, ofX) = MixedSignatures.ReadGradient(new Probe(0.4, 2), others, 1.5);
        var other = others[2].Read(1, 1.5);
        Assert.Equal(1.5 * other, ofProbe.Cos, 1e-14);
        Assert.Equal(2 * 2 * other, ofProbe.Sin, 1e-14);
        Assert.Equal(new Probe(0.4, 2).Read(1.5, 2) * other, ofProbe.Gain, 1e-14);
        Assert.Equal(0, ofOthers[1].Cos);
        Assert.Equal(new Probe(0.4, 2).Read(1.5, 2), ofOthers[2].Cos, 1e-14);
        Assert.NotEqual(0, ofX);
    }

    [Fact]
    public void A_library_of_structs_with_private_fields_is_used_inside_of_a_method()
    {
        double[] x = [0.7, 1.3, -0.4, 2.1, 0.9, 0.35, -1.2, 1.6];
        GradientCheck.Verify(MixedSignatures.OfAnotherAssemblyGradient(x), p => MixedSignatures.OfAnotherAssembly(p), x);
        var product = MixedSignatures.OfAnotherAssemblyHvp(x, [1, 0, 0, 2, 0, 0, 0, 0]);
        var differences = GradientCheck.Gradient(t => MixedSignatures.OfAnotherAssemblyGradient([x[0] + t[0], .. x[1..3], x[3] + 2 * t[0], .. x[4..]])[5], [0]);
        // Central differences of functions of size 1 are right to about 1e-9.
        Assert.Equal(differences[0], product[5], 1e-7);
    }
}
