using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0100
{
    [Fact]
    public void A_type_that_is_not_partial_is_refused() => GeneratorHost.Diagnostics("""
        public static class Model
        {
            [Differentiable]
            public static double {|DIFF0100:F|}(double x) => x * x;
        }
        """);

    [Fact]
    public void An_outer_type_must_be_partial_too() => GeneratorHost.Diagnostics("""
        public static class Outer
        {
            public static partial class Model
            {
                [Differentiable]
                public static double {|DIFF0100:F|}(double x) => x * x;
            }
        }
        """);

    [Fact]
    public void A_base_type_must_be_partial_too() => GeneratorHost.Diagnostics("""
        public abstract class Shape
        {
            [Differentiable]
            public abstract double {|DIFF0100:Distance|}(double x);
        }

        public partial class Disc : Shape
        {
            [Differentiable]
            public override double Distance(double x) => System.Math.Abs(x) - 1;
        }
        """);

    [Fact]
    public void Partial_types_are_fine() => GeneratorHost.Run("""
        public static partial class Outer
        {
            public static partial class Model
            {
                [Differentiable]
                public static double F(double x) => x * x;
            }
        }
        """);
}
