using static Diff.Tests.Objects.FlatNumbers;

namespace Diff.Tests.Functions;

/// <summary>Derivatives of functions of objects inside of differentiated methods: an enclosing derivative flows through the objects.</summary>
public static partial class NestedObjectTests
{
    private const double X = 0.3, Y = 0.8;

    [Fact]
    public static void Gradients_of_a_lambda() =>
        Check(m => m.Slope(X, Y), m => m.SlopeGradient(X, Y).@this, (m, along) => m.SlopeJvp(X, Y, along, 0, 0).Tangent);

    [Fact]
    public static void Gradients_by_several_numbers() =>
        Check(m => m.Slopes(X, Y), m => m.SlopesGradient(X, Y).@this, (m, along) => m.SlopesJvp(X, Y, along, 0, 0).Tangent);

    [Fact]
    public static void Directional_derivatives() =>
        Check(m => m.Along(X, Y), m => m.AlongGradient(X, Y).@this, (m, along) => m.AlongJvp(X, Y, along, 0, 0).Tangent);

    [Fact]
    public static void Weighted_gradients_of_a_method() =>
        Check(m => m.Weighted(X, Y), m => m.WeightedGradient(X, Y).@this, (m, along) => m.WeightedJvp(X, Y, along, 0, 0).Tangent);

    [Fact]
    public static void Derivatives_in_loops_branches_and_calls() =>
        Check(m => m.Sum(X, Y), m => m.SumGradient(X, Y).@this, (m, along) => m.SumJvp(X, Y, along, 0, 0).Tangent);

    [Fact]
    public static void Derivatives_of_functions_of_parts() =>
        Check(m => m.Parts(X, Y), m => m.PartsGradient(X, Y).@this, (m, along) => m.PartsJvp(X, Y, along, 0, 0).Tangent);

    [Fact]
    public static void Jacobians() =>
        Check(m => m.Area(X, Y), m => m.AreaGradient(X, Y).@this, (m, along) => m.AreaJvp(X, Y, along, 0, 0).Tangent);

    [Fact]
    public static void Derivatives_in_a_recursion() =>
        Check(m => m.Repeated(X, 3), m => m.RepeatedGradient(X, 3).@this, (m, along) => m.RepeatedJvp(X, 3, along, 0).Tangent);

    [Fact]
    public static void The_point_has_its_derivative_too()
    {
        var medium = new Medium();
        var slope = (medium.Sum(X + 1e-5, Y) - medium.Sum(X - 1e-5, Y)) / 2e-5;
        // Central differences of functions of size 1 are right to about 1e-10.
        Close([slope], [medium.SumGradient(X, Y).x], 1e-8);
        Close([slope], [medium.SumJvp(X, Y, MediumGradient.Zero(medium), 1, 0).Tangent], 1e-8);
    }

    [Fact]
    public static void A_parameter_marked_constant_takes_an_object_for_a_constant()
    {
        var (medium, constant) = (new Medium(), new Lens(0.7));
        Assert.Equal(ProductGradient(new Lens(0.7), constant, X * Y).lens.Bend, medium.HalfGradient(X, Y).@this.First.Bend / 1.2, 1e-12);
    }

    [Fact]
    public static void Objects_that_are_constants_may_stand_beside_others()
    {
        var (lens, constant) = (new Lens(0.7), new Lens(0.4));
        var difference = (Product(new Lens(0.7 + 1e-5), constant, X) - Product(new Lens(0.7 - 1e-5), constant, X)) / 2e-5;
        // Central differences of functions of size 1 are right to about 1e-10.
        Close([difference], [ProductGradient(lens, constant, X).lens.Bend], 1e-8);
    }

    [Fact]
    public static void A_local_function_may_take_them_in_both_ways()
    {
        var (lens, constant) = (new Lens(0.7), new Lens(0.4));
        var difference = (Both(new Lens(0.7 + 1e-5), constant, X) - Both(new Lens(0.7 - 1e-5), constant, X)) / 2e-5;
        // Central differences of functions of size 1 are right to about 1e-10.
        Close([difference], [BothGradient(lens, constant, X).lens.Bend], 1e-8);
    }

    [Fact]
    public static void Objects_that_the_method_makes()
    {
        var difference = (OfMade(0.4 + 1e-5, X) - OfMade(0.4 - 1e-5, X)) / 2e-5;
        // Central differences of functions of size 1 are right to about 1e-10.
        Close([difference], [OfMadeGradient(0.4, X).bend], 1e-8);
        Close([difference], [OfMadeJvp(0.4, X, 1, 0).Tangent], 1e-8);
    }

    [Fact]
    public static void Objects_of_a_table()
    {
        Lens[] lenses = [new(0.7), new(0.4)];
        var difference = (OfTable([lenses[0], new(0.4 + 1e-5)], X) - OfTable([lenses[0], new(0.4 - 1e-5)], X)) / 2e-5;
        var along = lenses.Select(LensGradient.Zero).ToArray();
        along[1].Bend = 1;
        // Central differences of functions of size 1 are right to about 1e-10.
        Close([difference], [OfTableGradient(lenses, X).lenses[1].Bend], 1e-8);
        Close([difference], [OfTableJvp(lenses, X, along, 0).Tangent], 1e-8);
    }

    [Fact]
    public static void Objects_whose_bodies_are_chosen_at_run_time()
    {
        var stack = new Stack(new Mixing(new[,] { { 0.5 }, { -0.3 } }), new Bending(), new Mixing(new[,] { { 0.7, 0.9 } }));
        new ObjectSlopes(
            () => Flat(StackGradient.ParametersOf(stack)), numbers => From(numbers).AssignTo(stack),
            () => stack.Slopes(X), () => Flat(stack.SlopesGradient(X).@this), along => stack.SlopesJvp(X, From(along), 0).Tangent).Check();

        static double[] Flat(StackGradient gradient) => Of(gradient.Count, gradient.CopyTo);

        StackGradient From(double[] numbers)
        {
            var gradient = StackGradient.Zero(stack);
            gradient.FromSpan(numbers);
            return gradient;
        }
    }

    private static void Check(Func<Medium, double> value, Func<Medium, MediumGradient> gradient, Func<Medium, MediumGradient, double> jvp)
    {
        var medium = new Medium();
        new ObjectSlopes(
            () => Flat(MediumGradient.ParametersOf(medium)), numbers => From(numbers).AssignTo(medium),
            () => value(medium), () => Flat(gradient(medium)), along => jvp(medium, From(along))).Check();

        static double[] Flat(MediumGradient gradient) => Of(gradient.Count, gradient.CopyTo);

        MediumGradient From(double[] numbers)
        {
            var gradient = MediumGradient.Zero(medium);
            gradient.FromSpan(numbers);
            return gradient;
        }
    }

    [Differentiable]
    private static double Product(Lens lens, [NoGradient] Lens constant, double x) =>
        Gradient.Of(static (double x, Lens lens, Lens constant) => lens.At(x) * constant.At(x), x, lens, constant);

    [Differentiable]
    private static double Both(Lens lens, [NoGradient] Lens constant, double x)
    {
        return Gradient.Of(At, x, lens) * Gradient.Of(At, x, constant);

        static double At(double x, Lens lens) => lens.At(x) * x;
    }

    [Differentiable]
    private static double OfMade(double bend, double x)
    {
        var prism = new Prism(bend);
        return Gradient.Of(static (double x, Prism prism) => prism.At(x), x, prism);
    }

    [Differentiable]
    private static double OfTable(Lens[] lenses, double x)
    {
        var sum = Gradient.Of(static (double x, Lens[] all) => all[0].At(x) * all[1].At(x), x, lenses);
        foreach (var lens in lenses) sum += Gradient.Of(static (double x, Lens lens) => lens.At(x), x, lens);
        return sum;
    }

    [Differentiable(Order = 2)]
    internal sealed partial class Prism(double bend)
    {
        private readonly double _bend = bend;

        public double At(double x) => Math.Sin(_bend * x * x);
    }
}
