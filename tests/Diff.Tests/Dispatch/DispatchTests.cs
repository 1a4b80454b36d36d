using Diff.Tests.Language;
using Diff.Tests.Library;
using Diff.Tests.SecondOrder;

namespace Diff.Tests.Dispatch;

/// <summary>The members that dispatched methods get, called directly, and across the border of assemblies.</summary>
public static partial class DispatchTests
{
    private static readonly double[] W = [0.3, -0.8, 1.2];

    private static readonly double[] At = [0.7, -0.4, 1.1];

    public static TheoryData<bool> Curves => [true, false];

    [Fact]
    public static void The_members_of_a_base_class_find_the_body_of_the_object()
    {
        foreach (Surface surface in new Surface[] { new Saddle(1.5), new Bowl() }) Derivatives.Check(surface.At, surface.AtValueAndGradient, surface.AtJvp);
    }

    [Fact]
    public static void The_pullback_of_a_base_class_finds_the_body_of_the_object()
    {
        foreach (Surface surface in new Surface[] { new Saddle(1.5), new Bowl() })
        {
            using var pullback = surface.AtWithPullback(0.7, 1.3);
            Assert.Equal(surface.At(0.7, 1.3), pullback.Value);
            var (whole, halves) = (surface.AtGradient(0.7, 1.3), pullback.Gradient(1));
            Assert.Equal(whole.x, halves.x, 1e-14);
            Assert.Equal(whole.y, halves.y, 1e-14);
        }
    }

    [Fact]
    public static void A_method_of_another_assembly_calls_overrides_here()
    {
        foreach (Surface surface in new Surface[] { new Saddle(0.5), new Bowl() })
        {
            double[] gradient = [0, 0];
            var stepGradient = 0.0;
            surface.PathVjp([0.4, 0.9], 0.2, 3, 1, gradient, ref stepGradient);
            GradientCheck.Verify([.. gradient, stepGradient], p => surface.Path([p[0], p[1]], p[2], 3), [0.4, 0.9, 0.2]);
            double[] tangent = [1, 2];
            Assert.Equal(gradient[0] + 2 * gradient[1] + 3 * stepGradient, surface.PathJvp([0.4, 0.9], 0.2, 3, tangent, 3).Tangent, 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public static void A_call_through_an_interface_of_another_assembly(bool isWave)
    {
        ICurve curve = isWave ? new Wave(1.3) : new Quadratic();
        var (value, (w, at)) = Library.Curves.SumValueAndGradient(curve, W, At);
        Assert.Equal(Library.Curves.Sum(curve, W, At), value);
        GradientCheck.Verify(w, p => Library.Curves.Sum(curve, p, At), W);
        GradientCheck.Verify(at, p => Library.Curves.Sum(curve, W, p), At);
        var tangent = Library.Curves.SumJvp(curve, W, At, [1, 2, 3], [0.5, -1, 2]).Tangent;
        Assert.Equal(w[0] + 2 * w[1] + 3 * w[2] + 0.5 * at[0] - at[1] + 2 * at[2], tangent, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public static void Second_derivatives_through_an_interface(bool isWave)
    {
        ICurve curve = isWave ? new Wave(1.3) : new Quadratic();
        SecondDerivatives.Check(
            p => Library.Curves.SumGradient(curve, p[..3], p[3..]) is var (w, at) ? [.. w, .. at] : [],
            (p, v) => Library.Curves.SumHvp(curve, p[..3], p[3..], v[..3], v[3..]) is var (w, at) ? [.. w, .. at] : [],
            p => Library.Curves.SumHessian(curve, p[..3], p[3..]),
            [.. W, .. At]);
        SecondDerivatives.Check(
            p => curve.AtGradient(p[0], p[1..]) is var (x, w) ? [x, .. w] : [],
            (p, v) => curve.AtHvp(p[0], p[1..], v[0], v[1..]) is var (x, w) ? [x, .. w] : [],
            p => curve.AtHessian(p[0], p[1..]),
            [0.6, .. W]);
    }

    [Fact]
    public static void Nothing_is_allocated()
    {
        Surface surface = new Saddle(2);
        surface.AtValueAndGradient(0.3, 0.2);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) surface.AtValueAndGradient(0.3, 0.2);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private sealed partial class Wave(double frequency) : ICurve
    {
        [Differentiable(Order = 2)]
        public double At(double x, ReadOnlySpan<double> w)
        {
            var sum = 0.0;
            for (var i = 0; i < w.Length; i++) sum += Math.Sin(frequency * x + w[i]) * (i + 1);
            return sum;
        }
    }

    private readonly partial struct Quadratic : ICurve
    {
        [Differentiable(Order = 2)]
        public double At(double x, ReadOnlySpan<double> w) => w[0] + w[1] * x * w[0] + w[2] * x * x;
    }

    private sealed partial class Saddle(double scale) : Surface
    {
        [Differentiable]
        public override double At(double x, double y) => scale * x * y * Math.Exp(-x);

        [Differentiable]
        protected override void Move(double step, double[] point)
        {
            base.Move(step * scale, point);
            point[0] *= point[1];
        }
    }

    private partial class Bowl : Surface
    {
        [Differentiable]
        public override double At(double x, double y)
        {
            for (var i = 0; i < 3; i++) x += 0.1 * x * y;
            return x * x + y * y;
        }
    }
}
