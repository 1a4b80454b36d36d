using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0304
{
    [Fact]
    public void A_rule_for_a_differentiable_method_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double Square(double x) => x * x;

        [DerivativeOf(typeof(Model), nameof(Square))]
        public static double {|DIFF0304:SquareDerivative|}(double x) => 2 * x;
        """));

    [Fact]
    public void A_rule_for_another_method_is_fine() => GeneratorHost.Run(Model.With("""
        public static double Square(double x) => x * x;

        [DerivativeOf(typeof(Model), nameof(Square))]
        public static double SquareDerivative(double x) => 2 * x;

        [Differentiable]
        public static double F(double x) => Square(x);
        """));
}
