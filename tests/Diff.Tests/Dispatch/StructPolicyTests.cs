using Diff.Tests.Language;
using Diff.Tests.Library;
using Diff.Tests.SecondOrder;

namespace Diff.Tests.Dispatch;

/// <summary>Structs that implement marked interfaces: as type arguments, as values, in boxes.</summary>
public static partial class StructPolicyTests
{
    private static readonly double[] Point = [0.7, 0.4];

    [Fact]
    public static void A_generic_method_takes_structs_of_any_form()
    {
        Derivatives.Check((x, y) => Walk(new Morse(1.5, 0.8), x, y), (x, y) => WalkValueAndGradient(new Morse(1.5, 0.8), x, y), (x, y, xTangent, yTangent) => WalkJvp(new Morse(1.5, 0.8), x, y, xTangent, yTangent));
        var counted = new Counted { Scale = 2 };
        Derivatives.Check((x, y) => Walk(counted, x, y), (x, y) => WalkValueAndGradient(counted, x, y), (x, y, xTangent, yTangent) => WalkJvp(counted, x, y, xTangent, yTangent));
        var marked = new Marked(1.3);
        Derivatives.Check((x, y) => Walk(marked, x, y), (x, y) => WalkValueAndGradient(marked, x, y), (x, y, xTangent, yTangent) => WalkJvp(marked, x, y, xTangent, yTangent));
        var hidden = new Private(0.6);
        Derivatives.Check((x, y) => Walk(hidden, x, y), (x, y) => WalkValueAndGradient(hidden, x, y), (x, y, xTangent, yTangent) => WalkJvp(hidden, x, y, xTangent, yTangent));
    }

    [Fact]
    public static void Structs_are_made_of_other_structs()
    {
        var sum = new Sum<Marked, Sum<Counted, Elastic>>(new(0.4), new(new() { Scale = 2 }, new(0.3)));
        Derivatives.Check((x, y) => Walk(sum, x, y), (x, y) => WalkValueAndGradient(sum, x, y), (x, y, xTangent, yTangent) => WalkJvp(sum, x, y, xTangent, yTangent));
        SecondDerivatives.Check(
            p => WalkGradient(sum, p[0], p[1]) is var (x, y) ? [x, y] : [],
            (p, v) => WalkHvp(sum, p[0], p[1], v[0], v[1]) is var (x, y) ? [x, y] : [],
            p => WalkHessian(sum, p[0], p[1]),
            Point);
    }

    [Fact]
    public static void A_struct_of_another_assembly_and_a_method_of_another_assembly()
    {
        var spring = new Elastic(1.2);
        Derivatives.Check((x, y) => Walk(spring, x, y), (x, y) => WalkValueAndGradient(spring, x, y), (x, y, xTangent, yTangent) => WalkJvp(spring, x, y, xTangent, yTangent));
        var morse = new Morse(1.5, 0.8);
        Derivatives.Check((x, y) => Forces.Work(morse, x, y), (x, y) => Forces.WorkValueAndGradient(morse, x, y), (x, y, xTangent, yTangent) => Forces.WorkJvp(morse, x, y, xTangent, yTangent));
        SecondDerivatives.Check(
            p => Forces.WorkGradient(morse, p[0], p[1]) is var (x, y) ? [x, y] : [],
            (p, v) => Forces.WorkHvp(morse, p[0], p[1], v[0], v[1]) is var (x, y) ? [x, y] : [],
            p => Forces.WorkHessian(morse, p[0], p[1]),
            Point);
    }

    [Fact]
    public static void Differentiated_methods_pass_constant_structs_to_generic_methods_and_interfaces() => Derivatives.Check(Constants, ConstantsValueAndGradient, ConstantsJvp);

    [Fact]
    public static void The_gradient_flows_through_a_struct_that_a_generic_method_is_given()
    {
        Derivatives.Check(Given, GivenValueAndGradient, GivenJvp);
        SecondDerivatives.Check(
            p => GivenGradient(p[0], p[1]) is var (x, y) ? [x, y] : [],
            (p, v) => GivenHvp(p[0], p[1], v[0], v[1]) is var (x, y) ? [x, y] : [],
            p => GivenHessian(p[0], p[1]),
            Point);
    }

    [Fact]
    public static void The_gradient_with_respect_to_a_struct_comes_from_generic_methods_too()
    {
        var (ofForce, slope) = OfForceGradient(new Marked(1.3), 0.7);
        GradientCheck.Verify([ofForce.Strength, slope], p => OfForce(new Marked(p[0]), p[1]), [1.3, 0.7]);
        Assert.Equal(ofForce.Strength * 2 + slope, OfForceJvp(new Marked(1.3), 0.7, new Marked(2), 1).Tangent, 1e-12);
    }

    [Fact]
    public static void It_comes_through_objects_arrays_and_tables_that_the_method_makes() => Derivatives.Check(Kept, KeptValueAndGradient, KeptJvp);

    [Fact]
    public static void A_method_of_a_marked_struct_is_differentiated_on_a_value_and_through_the_interface()
    {
        var (ofForce, x, y) = OnValueGradient(new Marked(1.3), 0.7, 0.4);
        GradientCheck.Verify([ofForce.Strength, x, y], p => OnValue(new Marked(p[0]), p[1], p[2]), [1.3, 0.7, 0.4]);
        Assert.Equal((x, y), new Marked(1.3).EnergyGradient(0.7, 0.4));
        Assert.Equal((x, y), ((IForce)new Marked(1.3)).EnergyGradient(0.7, 0.4));
    }

    [Fact]
    public static void An_indexer_of_a_struct_implements_that_of_an_interface()
    {
        var table = new Table { Slope = 1.4 };
        Derivatives.Check((x, y) => Look(table, x, y), (x, y) => LookValueAndGradient(table, x, y), (x, y, xTangent, yTangent) => LookJvp(table, x, y, xTangent, yTangent));
        GradientCheck.Verify([SlopeGradient(1.4, 0.6).slope], p => Slope(p[0], 0.6), [1.4]);
    }

    [Fact]
    public static void Nothing_is_allocated_for_a_struct_that_is_a_type_argument()
    {
        var sum = new Sum<Morse, Counted>(new(1.5, 0.8), new() { Scale = 2 });
        Forces.PlainGradient(sum, 0.3, 0.2);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) Forces.PlainGradient(sum, 0.3, 0.2);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Differentiable(Order = 2)]
    private static double Walk<T>(in T force, double x, double y)
        where T : struct, IForce
    {
        var sum = 0.0;
        for (var i = 0; i < 3; i++) sum += force.Energy(x + i * y, y) * x;
        return sum + force.Twice(x, y);
    }

    [Differentiable]
    private static double Constants(double x, double y)
    {
        IForce boxed = new Marked(0.7);
        var morse = new Morse(1.5, 0.8);
        return boxed.Energy(x, y) + Forces.Work(morse, x, y) + Walk(new Counted { Scale = 3 }, x, y) + Any(new Private(2), y, x) + Any(morse, x, x) + Every([new Marked(1), new Marked(2)], x, y);
    }

    [Differentiable]
    private static double Any(IForce force, double x, double y) => force.Energy(x, y) * y;

    [Differentiable]
    private static double Every<T>(T[] forces, double x, double y)
        where T : IForce
    {
        var sum = 0.0;
        foreach (var force in forces) sum += force.Energy(x, y);
        return sum;
    }

    [Differentiable(Order = 2)]
    private static double Given(double x, double y)
    {
        var force = new Marked(x * y);
        force = force with { Strength = force.Strength * y };
        return Descend(force, x, 3) + Pair(new Elastic(y), force, x, y);
    }

    [Differentiable]
    private static double Kept(double x, double y)
    {
        var holder = new Holder();
        holder.Strength = x * y;
        var table = new Dictionary<int, double>();
        table[3] = y * y;
        var row = new double[2];
        row[1] = x;
        return Descend(new Marked(holder.Strength), x, 2) * Descend(new Marked(table[3]), y, 2) + Descend(new Marked(row[1]), x, 1);
    }

    private sealed class Holder
    {
        public double Strength { get; set; }
    }

    [Differentiable(Order = 2)]
    private static double OfForce(Marked force, double x) => Descend(force, x, 4);

    [Differentiable(Order = 2)]
    private static double Descend<T>(T force, double x, int steps)
        where T : struct, IForce
    {
        for (var i = 0; i < steps; i++)
        {
            if (x > 5) return x;
            x += 0.1 * Scaled(force, x, 0.5);
        }
        return x;
    }

    [Differentiable(Order = 2)]
    private static double Scaled<T>(T force, double x, double y)
        where T : struct, IForce => force.Energy(x, y) * x;

    [Differentiable(Order = 2)]
    private static double Pair<TFirst, TSecond>(TFirst first, TSecond second, double x, double y)
        where TFirst : struct, IForce
        where TSecond : IForce => first.Energy(x, y) * second.Energy(y, x);

    [Differentiable]
    private static double OnValue(Marked force, double x, double y) => force.Energy(x, y);

    [Differentiable]
    private static double Look<T>(T table, double x, double y)
        where T : ITable => table[x * y] * x;

    [Differentiable]
    private static double Slope(double slope, double x)
    {
        var table = new Table { Slope = slope };
        return table[x] * x;
    }

    private partial interface ITable
    {
        [Differentiable]
        double this[double x] { get; }
    }

    private readonly partial record struct Morse(double Depth, double Width) : IForce
    {
        [Differentiable(Order = 2)]
        public double Energy(double x, double y)
        {
            var e = 1 - Math.Exp(-Width * x * y);
            return Depth * e * e;
        }
    }

    private partial struct Counted : IForce
    {
        public double Scale;

        [Differentiable(Order = 2)]
        public double Energy(double x, double y) => Scale * x * y * y;
    }

    [Differentiable(Order = 2)]
    private readonly partial record struct Marked(double Strength) : IForce
    {
        public double Energy(double x, double y) => Strength * Math.Sin(x) * y;
    }

    private readonly partial struct Private(double width) : IForce
    {
        [Differentiable(Order = 2)]
        public double Energy(double x, double y) => x * x * y / width;
    }

    private readonly partial record struct Sum<TFirst, TSecond>(TFirst First, TSecond Second) : IForce
        where TFirst : struct, IForce
        where TSecond : struct, IForce
    {
        [Differentiable(Order = 2)]
        public double Energy(double x, double y) => First.Energy(x, y) + Second.Energy(y, x);
    }

    private partial struct Table : ITable
    {
        public double Slope;

        [Differentiable]
        public double this[double x] => Slope * x * x;
    }
}
