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
