using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0010
{
    [Fact]
    public void A_generated_member_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double G(double x) => x * x;

        [Differentiable]
        public static double F(double x) => x * {|DIFF0010:GGradient(x)|};
        """));

    [Fact]
    public void A_method_written_by_hand_with_such_a_name_is_not_generated() => GeneratorHost.Run(Model.With("""
        [Differentiable(Name = "H")]
        public static double G(double x) => x * x;

        public static double GGradient(double x) => 2 * x;

        [Differentiable]
        public static double F(double x) => x * GGradient(3);
        """));
}
