using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0107
{
    [Fact]
    public void A_boolean_result_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static bool {|DIFF0107:F|}(double x) => x > 0;
        """));

    [Fact]
    public void An_out_parameter_is_a_result() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static bool F(double x, out double y)
        {
            y = x * x;
            return x > 0;
        }
        """));
}
