using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0102
{
    [Fact]
    public void A_member_written_by_hand_is_kept() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double {|DIFF0102:F|}(double x) => x * x;

        public static double FGradient(double x) => 2 * x;
        """));

    [Fact]
    public void Another_name_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x) => x * x;

        public static double FSlope(double x) => 2 * x;
        """));
}
