using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0303
{
    [Fact]
    public void A_private_rule_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double Square(double x) => x * x;

        [DerivativeOf(typeof(Model), nameof(Square))]
        private static double {|DIFF0303:SquareDerivative|}(double x) => 2 * x;
        """));

    [Fact]
    public void An_internal_rule_is_fine() => GeneratorHost.Run(Model.With("""
        public static double Square(double x) => x * x;

        [DerivativeOf(typeof(Model), nameof(Square))]
        internal static double SquareDerivative(double x) => 2 * x;
        """));
}
