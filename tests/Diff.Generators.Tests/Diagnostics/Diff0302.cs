using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0302
{
    [Fact]
    public void Two_rules_for_one_method_are_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double Square(double x) => x * x;

        [DerivativeOf(typeof(Model), nameof(Square))]
        public static double {|DIFF0302:SquareDerivative|}(double x) => 2 * x;

        [DerivativeOf(typeof(Model), nameof(Square))]
        public static double {|DIFF0302:SquareSlope|}(double x) => x + x;
        """));

    [Fact]
    public void Rules_for_two_overloads_are_fine() => GeneratorHost.Run(Model.With("""
        public static double Square(double x) => x * x;

        public static float Square(float x) => x * x;

        [DerivativeOf(typeof(Model), nameof(Square))]
        public static double SquareDerivative(double x) => 2 * x;

        [DerivativeOf(typeof(Model), nameof(Square))]
        public static float SquareDerivative(float x) => 2 * x;
        """));
}
