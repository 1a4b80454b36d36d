using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0303
{
    [Fact]
    public void A_generic_rule_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double Square(double x) => x * x;

        [DerivativeOf(typeof(Model), nameof(Square))]
        public static double {|DIFF0303:SquareDerivative|}<T>(double x) => 2 * x;
        """));

    [Fact]
    public void A_rule_in_a_private_type_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double Square(double x) => x * x;

        private static class Rules
        {
            [DerivativeOf(typeof(Model), nameof(Square))]
            public static double {|DIFF0303:SquareDerivative|}(double x) => 2 * x;
        }
        """));

    [Fact]
    public void A_private_rule_serves_its_own_type() => GeneratorHost.Run(Model.With("""
        public static double Square(double x) => x * x;

        [DerivativeOf(typeof(Model), nameof(Square))]
        static double SquareDerivative(double x) => 2 * x;

        [Differentiable]
        public static double F(double x) => Square(x);

        public static partial class Inner
        {
            [Differentiable]
            public static double G(double x) => Square(x);
        }
        """));

    [Fact]
    public void A_private_rule_does_not_serve_other_types() => GeneratorHost.Diagnostics("""
        public static class Model
        {
            public static double Square(double x) => x * x;

            [DerivativeOf(typeof(Model), nameof(Square))]
            static double SquareDerivative(double x) => 2 * x;
        }

        public static partial class Other
        {
            [Differentiable]
            public static double F(double x) => {|DIFF0004:Model.Square(x)|};
        }
        """);

    [Fact]
    public void An_internal_rule_is_fine() => GeneratorHost.Run(Model.With("""
        public static double Square(double x) => x * x;

        [DerivativeOf(typeof(Model), nameof(Square))]
        internal static double SquareDerivative(double x) => 2 * x;
        """));
}
