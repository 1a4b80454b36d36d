using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0301
{
    [Fact]
    public void A_rule_for_no_method_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [DerivativeOf(typeof(Model), "Sqare")]
        public static double {|DIFF0301:SquareDerivative|}(double x) => 2 * x;
        """));

    [Fact]
    public void A_rule_for_a_method_of_another_assembly_is_fine() => GeneratorHost.Run(Model.With("""
        [DerivativeOf(typeof(Math), nameof(Math.ScaleB))]
        public static double ScaleBDerivative(double x, int n) => Math.ScaleB(1, n);
        """));
}
