using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0114
{
    [Fact]
    public void A_name_with_a_space_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable(Name = "two words")]
        public static double {|DIFF0114:F|}(double x) => x * x;
        """));

    [Fact]
    public void An_identifier_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable(Name = "Square")]
        public static double F(double x) => x * x;
        """));
}
