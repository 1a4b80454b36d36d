using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0052
{
    [Fact]
    public void A_method_that_can_take_its_struct_for_a_constant_only_is_refused_on_a_value_that_is_differentiated() => GeneratorHost.Diagnostics(Code("{|DIFF0052:spring.Energy(x)|}"));

    [Fact]
    public void It_is_fine_on_a_constant_and_on_a_detached_value() => GeneratorHost.Run(Code("new Spring { Rate = 2 }.Energy(x) + Gradient.Detach(spring).Energy(x)"));

    [Fact]
    public void What_is_in_the_way_is_said_once_the_struct_is_marked() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial struct Spring
        {
            public double Rate;

            [NoGradient]
            public readonly double Doubled() => 2 * Rate;

            public readonly double Energy(double x) => {|DIFF0004:Doubled()|} * x * x;
        }
        """);

    private const string Forces = """
        public partial interface IForce { [Differentiable] double Energy(double x); [Differentiable] double Twice(double x) => 2 * Energy(x); }

        public readonly partial record struct Rope(double Rate) : IForce { [Differentiable] public double Energy(double x) => Rate * x * x; }

        public readonly partial record struct Hidden(double Rate) : IForce { [Differentiable] double IForce.Energy(double x) => Rate * x * x; }

        public readonly partial record struct Scaled<T>(T Inner) : IForce where T : struct, IForce { [Differentiable] public double Energy(double x) => Inner.Energy(2 * x); }

        public static partial class Generic
        {
            [Differentiable] public static double Work<T>(T force, double x) where T : struct, IForce => force.Energy(x) * x;
            [Differentiable] public static double Default<T>(T force, double x) where T : struct, IForce => force.Twice(x);
            [Differentiable] public static double Deeper<T>(T force, double x, int n) where T : struct, IForce => n == 0 ? force.Energy(x) : Deeper(new Scaled<T>(force), x, n - 1);
            [Differentiable] private static double Own<T>(T force, double x) where T : struct, IForce => force.Energy(x);
            [Differentiable] public static double Private<T>(T force, double x) where T : struct, IForce => Own(force, x);
            [Differentiable] public static double Both<T>((T A, T B) forces, double x) where T : struct, IForce => forces.A.Energy(x) * forces.B.Energy(x);
            [Differentiable] public static double Maybe<T>(T? force, double x) where T : struct, IForce => force.HasValue ? force.Value.Energy(x) : x;
            [Differentiable] public static double Every<T>(T[] forces, double x) where T : struct, IForce => forces[0].Energy(x);
        }

        """;

    [Theory]
    [InlineData("Generic.Default(new Rope(k), x)")]
    [InlineData("Generic.Deeper(new Rope(k), x, 2)")]
    [InlineData("Generic.Private(new Rope(k), x)")]
    [InlineData("Generic.Every([new Rope(k)], x)")]
    [InlineData("Generic.Both((new Rope(k), new Rope(2)), x)")]
    [InlineData("Generic.Maybe<Rope>(new Rope(k), x)")]
    [InlineData("Generic.Work(new Hidden(k), x)")]
    [InlineData("Generic.Work(new Scaled<Rope>(new Rope(k)), x)")]
    [InlineData("new Scaled<Rope>(new Rope(k)).Energy(x)")]
    public void A_generic_method_whose_body_must_stay_where_it_is_takes_structs_for_constants(string call)
    {
        GeneratorHost.Diagnostics(Forces + Model.With($"[Differentiable] public static double F(double k, double x) => {{|DIFF0052:{call}|}} + k;"));
        GeneratorHost.Run(Forces + Model.With($"[Differentiable] public static double F(double k, double x) => {call.Replace("(k)", "(3)")} + k;"));
    }

    [Fact]
    public void A_box_that_the_method_makes_is_accepted()
    {
        GeneratorHost.Run(Forces + Model.With("[Differentiable] public static double F(double k, double x) { IForce force = new Rope(k); return force.Energy(x); }"));
        GeneratorHost.Run(Forces + Model.With("[Differentiable] public static double F(double k, double x) { IForce force = new Rope(2); return force.Energy(k * x); }"));
    }

    [Fact]
    public void A_body_that_can_stand_in_place_of_the_call_does() => GeneratorHost.Run(Forces + Model.With("[Differentiable] public static double F(double k, double x) => Generic.Work(new Rope(k), x);"));

    private static string Code(string energy) => $$"""
        public partial struct Spring
        {
            public double Rate;

            private readonly double Doubled() => 2 * Rate;

            [Differentiable]
            public readonly double Energy(double x) => Doubled() * x * x;
        }

        public static partial class Model
        {
            [Differentiable]
            public static double F(double x)
            {
                var spring = new Spring { Rate = x };
                return spring.Rate + {{energy}};
            }
        }
        """;
}
