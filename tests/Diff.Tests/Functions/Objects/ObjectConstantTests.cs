namespace Diff.Tests.Functions;

/// <summary>Objects of differentiable classes among the further arguments of a function: constants of its derivative.</summary>
public static partial class ObjectConstantTests
{
    private static readonly Spring Known = new() { Stiffness = 2, Weights = [1, 3] };

    [Fact]
    public static void A_lambda_reads_their_fields_and_calls_their_members()
    {
        Assert.Equal(2 * 2 * 3 + 3, Gradient.Of(static (double x, Spring s) => s.Stiffness * x * x + s.Weights[1] * x, 3.0, Known));
        Assert.Equal(2 * 27, Gradient.Of(static (double x, Spring s) => s.Energy(x), 3.0, Known));
        Assert.Equal(2 * 27, Gradient.Of(static (double[] x, Spring s) => x[0] * s.Stiffness + s.Energy(x[1]), [1.0, 3.0], Known)[1]);
        Assert.Equal(4 * 3, Gradient.Of(static (double x, Shape s) => s.At(x), 3.0, (Shape)new Parabola { Width = 2 }));
        Assert.Equal(2 * 12 + 54, Gradient.Of(static (double x, Spring[] all) =>
        {
            var sum = all[0].Energy(x);
            foreach (var spring in all) sum += spring.Stiffness * x * x;
            return sum;
        }, 3.0, new[] { Known, Known }));
    }

    [Fact]
    public static void Their_indexers_are_called_as_such() =>
        Assert.Equal(2 * 3 * 6, Gradient.Of(static (double x, Spring s) => x * s[1] * x, 3.0, Known));

    [Fact]
    public static void A_method_may_be_named()
    {
        Assert.Equal(4 * 27, Gradient.Of(Stretched, 3.0, Known));
        Assert.Equal(2 * 4 * 27, Gradient.Jvp(Stretched, 3.0, 2.0, Known).Tangent);
        Assert.Equal(2 * 4 * 27, Gradient.Vjp(Stretched, 3.0, 2.0, Known).Gradient);
        Assert.Equal(4 * 18, Gradient.Hessian(Stretched, 3.0, Known)[0, 0]);
        Assert.Equal(2 * 4 * 18, Gradient.Hvp(Stretched, 3.0, 2.0, Known));
    }

    [Fact]
    public static void In_a_differentiated_method_they_may_be_what_is_constant_there()
    {
        Assert.Equal(4, SlopeGradient(Known, 3));
        Assert.Equal(4 * 18, SlopeOfMethodGradient(Known, 3));
        Assert.Equal(4 * 18, SlopeOfMethodJvp(Known, 3, 1).Tangent);
        Assert.Equal(4, SlopeOfKnownGradient(3));
    }

    [Differentiable]
    private static double Slope([NoGradient] Spring spring, double x) =>
        Gradient.Of(static (double x, Spring s) => s.Stiffness * x * x, x, spring);

    [Differentiable]
    private static double SlopeOfMethod([NoGradient] Spring spring, double x) => Gradient.Of(Stretched, x, spring);

    [Differentiable]
    private static double SlopeOfKnown(double x) => Gradient.Of(static (double x, Spring s) => s.Stiffness * x * x, x, Known);

    [Differentiable(Order = 2)]
    private static double Stretched(double x, Spring spring) => spring.Energy(x) * spring.Stiffness;

    [Differentiable(Order = 2)]
    internal sealed partial class Spring
    {
        public double Stiffness;

        public double[] Weights = [];

        public double this[int index] => Weights[index] * Stiffness;

        public double Energy(double x) => Stiffness * x * x * x;
    }

    [Differentiable(Order = 2)]
    internal abstract partial class Shape
    {
        public double Width;

        public abstract double At(double x);
    }

    [Differentiable(Order = 2)]
    internal sealed partial class Parabola : Shape
    {
        public override double At(double x) => Width * x * x;
    }
}
