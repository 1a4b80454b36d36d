using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0111
{
    [Fact]
    public void A_list_as_result_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static {|DIFF0111:List<double>|} F(double x) => new List<double>();
        """));

    [Fact]
    public void A_tuple_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static (double Sum, (float, double) Parts) F(double x) => (x + x, ((float)x, 1));
        """));
}
