using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0113
{
    [Fact]
    public void A_reference_return_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static ref double {|DIFF0113:F|}(double[] x) => ref x[0];
        """));

    [Fact]
    public void Returning_the_value_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double[] x) => x[0];
        """));
}
