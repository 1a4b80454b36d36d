using Diff.Tests.Language;

namespace Diff.Tests.Dispatch;

/// <summary>Structs that stand for type parameters, and are changed by code without derivatives.</summary>
public static partial class ChangingStructTests
{
    [Fact]
    public static void A_helper_that_changes_a_struct_by_reference_changes_it_in_derivatives_too() => Derivatives.Check(
        (x, y) => ByReference(new Spring(2), x, y), (x, y) => ByReferenceValueAndGradient(new Spring(2), x, y), (x, y, xTangent, yTangent) => ByReferenceJvp(new Spring(2), x, y, xTangent, yTangent));

    [Fact]
    public static void A_helper_that_returns_a_changed_struct_leaves_the_old_one_as_it_was() => Derivatives.Check(
        (x, y) => Returned(new Spring(2), x, y), (x, y) => ReturnedValueAndGradient(new Spring(2), x, y), (x, y, xTangent, yTangent) => ReturnedJvp(new Spring(2), x, y, xTangent, yTangent));

    [Fact]
    public static void A_method_that_gives_a_struct_to_such_methods_calls_them() => Derivatives.Check(Given, GivenValueAndGradient, GivenJvp);

    [Fact]
    public static void Constant_structs_are_passed_in_tuples_and_in_what_may_be_null() => Derivatives.Check(Wrapped, WrappedValueAndGradient, WrappedJvp);

    [Differentiable]
    private static double ByReference<T>(T force, double x, double y)
        where T : struct, IStiffening
    {
        var before = force.Energy(x);
        Stiffen(ref force);
        return before * force.Energy(y);
    }

    [Differentiable]
    private static double Returned<T>(T force, double x, double y)
        where T : struct, IStiffening => Stiffened(force).Energy(x) * force.Energy(y);

    [Differentiable]
    private static double Given(double x, double y) => ByReference(new Spring(2), x, y) + Returned(new Spring(3), x, y);

    [Differentiable]
    private static double Both<T>((T First, T Second) forces, double x, double y)
        where T : struct, IStiffening => forces.First.Energy(x) * forces.Second.Energy(y);

    [Differentiable]
    private static double Maybe<T>(T? force, double x)
        where T : struct, IStiffening => force.HasValue ? force.Value.Energy(x) : x;

    [Differentiable]
    private static double Wrapped(double x, double y) => Both((new Spring(2), new Spring(3)), x, y) + Maybe<Spring>(new Spring(2), x) * Maybe<Spring>(null, y);

    private static void Stiffen<T>(ref T force)
        where T : struct, IStiffening => force.Stiffen();

    private static T Stiffened<T>(T force)
        where T : struct, IStiffening
    {
        force.Stiffen();
        return force;
    }

    private partial interface IStiffening
    {
        [Differentiable]
        double Energy(double x);

        void Stiffen();
    }

    private partial struct Spring(double rate) : IStiffening
    {
        public double Rate = rate;

        [Differentiable]
        public readonly double Energy(double x) => Rate * x * x;

        public void Stiffen() => Rate++;
    }
}
