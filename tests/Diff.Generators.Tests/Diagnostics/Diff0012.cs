using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0012
{
    [Fact]
    public void Writing_an_element_of_a_parameter_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[] x)
        {
            {|DIFF0012:x[0] *= 2|};
            return x[0] + x[1];
        }
        """));

    [Fact]
    public void Reading_elements_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double[] x) => 2 * x[0] + x[1];
        """));
}
