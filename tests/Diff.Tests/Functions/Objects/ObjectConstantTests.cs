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
    public static void They_are_tested_cast_and_chosen()
    {
        var (missing, shape) = ((Spring?)null, (Shape)new Parabola { Width = 2 });
        Assert.Equal(54, Gradient.Of(static (double x, object o) => o is Spring s ? s.Energy(x) : 0, 3.0, (object)Known));
        Assert.Equal(54, Gradient.Of(static (double x, object o) => o is not Spring { Stiffness: > 0 } s ? x : s.Energy(x), 3.0, (object)Known));
        Assert.Equal(1, Gradient.Of(static (double x, object o) => o switch { Shape shape => shape.At(x), _ => x }, 3.0, (object)Known));
        Assert.Equal(12, Gradient.Of(static (double x, object o) => o switch { Shape shape => shape.At(x), _ => x }, 3.0, (object)shape));
        Assert.Equal(54, Gradient.Of(static (double x, Holder h) => h is { Held: { } s } ? s.Energy(x) : x, 3.0, new Holder(Known)));
        Assert.Equal(2, Gradient.Of(static (double x, Spring s) => s is { Stiffness: var k } ? k * x : 0, 3.0, Known));
        Assert.Equal(12, Gradient.Of(static (double x, object o) => ((Parabola)o).At(x), 3.0, (object)shape));
        Assert.Equal(12, Gradient.Of(static (double x, Shape s) => (s as Parabola)!.At(x), 3.0, shape));
        Assert.Equal(54, Gradient.Of(static (double x, Spring? s) => s?.Energy(x) ?? x, 3.0, (Spring?)Known));
        Assert.Equal(1, Gradient.Of(static (double x, Spring? s) => s?.Energy(x) ?? x, 3.0, missing));
        Assert.Equal(2, Gradient.Of(static (double x, Spring? s) => (s?.Stiffness ?? 1) * x, 3.0, (Spring?)Known));
        Assert.Equal(54, Gradient.Of(static (double x, Spring s, Spring? other) => (other ?? s).Energy(x), 3.0, Known, missing));
        Assert.Equal(54, Gradient.Of(static (double x, Spring s, bool isFirst) =>
        {
            var chosen = isFirst ? s : null;
            return chosen is null ? x : chosen.Energy(x);
        }, 3.0, Known, true));
    }

    [Fact]
    public static void They_are_enumerated_by_LINQ()
    {
        List<Spring> all = [Known, new() { Stiffness = 1, Weights = [4] }];
        Assert.Equal(81, Gradient.Of(static (double x, List<Spring> all) => all.Sum(s => s.Energy(x)), 3.0, all));
        Assert.Equal(1 * 54 + 4 * 27, Gradient.Of(static (double x, List<Spring> all) => all.Select(s => s.Weights[0] * s.Energy(x)).Sum(), 3.0, all));
        Assert.Equal(54, Gradient.Of(static (double x, List<Spring> all) => all.Where(s => s.Stiffness > 1).Sum(s => s.Energy(x)), 3.0, all));
        Assert.Equal(27, Gradient.Of(static (double x, List<Spring> all) => all.First(s => s.Stiffness < 2).Energy(x), 3.0, all));
        // The inner energy is 2x³, of which the outer one takes the third power.
        Assert.Equal(9 * 8 * Math.Pow(0.5, 8), Gradient.Of(static (double x, List<Spring> all) => all.Aggregate(x, (y, s) => s.Energy(y)), 0.5, all), 1e-15);
        Assert.Equal(81, Gradient.Hvp(static (double x, IEnumerable<Spring> all) => all.Max(s => s.Energy(x)) + all.Min(s => s.Energy(x)), 3.0, 1.5, (IEnumerable<Spring>)all));
    }

    [Fact]
    public static void Detached_objects_are_constants_too()
    {
        var (of, slope) = FrozenGradient(new() { Stiffness = 2, Weights = [1] }, 3);
        Assert.Equal(27 - 0.5, of.Stiffness);
        Assert.Equal(54 - 27, slope);
        (of, slope) = MarkedGradient(new() { Stiffness = 2, Weights = [1] }, 3);
        Assert.Equal(27 * 54, of.Stiffness);
        Assert.Equal(2 * 54 * 54, slope);
        Assert.Equal(54, CurvedGradient(new() { Stiffness = 2, Weights = [1] }, 3).spring.Stiffness, 1e-12);
    }

    [Differentiable]
    private static double Frozen(Spring spring, double x)
    {
        var frozen = Gradient.Detach(spring);
        return spring.Energy(x) - 0.5 * frozen.Energy(x) - 0.5 * spring.Stiffness * frozen.Weights[0];
    }

    [Differentiable]
    private static double Marked(Spring spring, double x) => spring.Energy(x) * Doubled(Gradient.Detach(spring), x) / 2;

    [Differentiable]
    private static double Doubled(Spring spring, double x) => 2 * spring.Energy(x);

    [Differentiable]
    private static double Curved(Spring spring, double x) => x + spring.Stiffness * spring.Slope(Gradient.Detach(x));

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

        [NoGradient]
        public double Slope(double x) => Gradient.Of(static (double x, Spring spring) => spring.Energy(x), x, this);
    }

    internal sealed class Holder(Spring held)
    {
        public Spring Held => held;
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
