using System.Numerics;

namespace Diff.Tests.Numerics;

/// <summary>Gradients with respect to the types of <c>System.Numerics</c>.</summary>
public sealed class VectorKernelTests
{
    private static readonly Vector3[] Nodes = [new(0, 0, 0), new(1.1f, 0.2f, 0), new(2.2f, -0.1f, 0.3f)];

    private static readonly Complex[] Poles = [new(-0.4, 1.2), new(-0.7, -0.5)];

    /// <summary>Some hundred operations of 24 bits.</summary>
    private const double Rounding = 1e-4;

    [Fact]
    public void A_simulation_of_vectors_has_the_same_gradient_in_both_modes()
    {
        var (value, gradient) = VectorKernels.MissValueAndGradient(Nodes, new(0.3f, 0.5f, -0.2f), 2, 20);
        Assert.Equal(VectorKernels.Miss(Nodes, new(0.3f, 0.5f, -0.2f), 2, 20), value);
        var pushes = new Vector3[3];
        var byPush = VectorKernels.MissJvp(Nodes, new(0.3f, 0.5f, -0.2f), 2, 20, pushes, Vector3.UnitY, 0).Tangent;
        Assert.Equal(byPush, gradient.push.Y, Rounding * Math.Max(1, Math.Abs(byPush)));
        pushes[1] = Vector3.UnitX;
        var byNode = VectorKernels.MissJvp(Nodes, new(0.3f, 0.5f, -0.2f), 2, 20, pushes, Vector3.Zero, 0).Tangent;
        Assert.Equal(byNode, gradient.nodes[1].X, Rounding * Math.Max(1, Math.Abs(byNode)));
        // Steps of 1/64: differences of floats have some four digits.
        var difference = (VectorKernels.Miss(Nodes, new(0.3f, 0.5f, -0.2f), 2 + (1 / 64f), 20) - VectorKernels.Miss(Nodes, new(0.3f, 0.5f, -0.2f), 2 - (1 / 64f), 20)) * 32;
        Assert.Equal(difference, gradient.stiffness, 1e-2 * Math.Max(1, Math.Abs(difference)));
    }

    [Fact]
    public void The_length_of_a_zero_vector_with_zero_weight_contributes_zero()
    {
        var gradient = Vector3.Zero;
        VectorKernels.LengthVjp(Vector3.Zero, 0, ref gradient);
        Assert.Equal(Vector3.Zero, gradient);
    }

    [Fact]
    public void The_length_grows_along_its_direction() => Assert.Equal(new Vector3(0.6f, 0, 0.8f), VectorKernels.LengthGradient(new(3, 0, 4)));

    [Fact]
    public void A_constant_vector_decides_ties_like_a_constant() => Assert.Equal(new Vector3(1, 0, 0), VectorKernels.PositiveGradient(new(1, -1, 0)));

    [Fact]
    public void Elements_are_chosen_at_run_time()
    {
        Assert.Equal(new Vector4(0, 2, 3, 4), VectorKernels.ByIndexGradient(Vector4.One, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => VectorKernels.ByIndexGradient(Vector4.One, -1));
    }

    [Fact]
    public void A_rotated_vector_has_a_product_with_its_weights()
    {
        var (v, q, weight) = (new Vector3(0.4f, -1.1f, 0.8f), new Quaternion(0.2f, 0.5f, -0.3f, 0.9f), new Vector3(1, -2, 0.5f));
        var (ofVector, ofTurn) = (Vector3.Zero, default(Quaternion));
        Assert.Equal(VectorKernels.Turn(v, q), VectorKernels.TurnVjp(v, q, weight, ref ofVector, ref ofTurn));
        var (vDot, qDot) = (new Vector3(0.3f, 0.7f, -0.2f), new Quaternion(0.1f, -0.6f, 0.4f, 0.2f));
        var along = Vector3.Dot(weight, VectorKernels.TurnJvp(v, q, vDot, qDot).Tangent);
        Assert.Equal(along, Vector3.Dot(ofVector, vDot) + Quaternion.Dot(ofTurn, qDot), Rounding);
    }

    [Fact]
    public void A_real_function_of_complex_numbers_has_a_gradient_of_pairs()
    {
        var s = new Complex(0.3, 0.9);
        var (value, gradient) = VectorKernels.ResponseValueAndGradient(Poles, s);
        Assert.Equal(VectorKernels.Response(Poles, s), value);
        var differences = GradientCheck.Gradient(x => VectorKernels.Response(Poles, new(x[0], x[1])), [s.Real, s.Imaginary]);
        Assert.Equal(differences[0], gradient.s.Real, 1e-7);
        Assert.Equal(differences[1], gradient.s.Imaginary, 1e-7);
        // Moving all poles together moves the response like moving the argument back.
        Assert.Equal(-gradient.s.Real, gradient.poles[0].Real + gradient.poles[1].Real, 1e-12);
    }

    [Fact]
    public void Second_derivatives_of_complex_functions_are_those_of_the_gradient()
    {
        var hessian = VectorKernels.SensitivityHessian(0.7, 0.4);
        var byX = GradientCheck.Gradient(x => VectorKernels.SensitivityGradient(x[0], x[1]).x, [0.7, 0.4]);
        var byY = GradientCheck.Gradient(x => VectorKernels.SensitivityGradient(x[0], x[1]).y, [0.7, 0.4]);
        Assert.Equal(byX[0], hessian[0, 0], 1e-6);
        Assert.Equal(byX[1], hessian[0, 1], 1e-6);
        Assert.Equal(byY[1], hessian[1, 1], 1e-6);
    }
}
