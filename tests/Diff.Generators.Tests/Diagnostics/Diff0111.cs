using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0111
{
    [Fact]
    public void A_set_as_result_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static {|DIFF0111:HashSet<double>|} F(double x) => [x];
        """));

    [Theory]
    [InlineData("Memory<double>")]
    [InlineData("ArraySegment<double>")]
    [InlineData("ICollection<double>")]
    [InlineData("(List<double>, double)")]
    public void A_view_of_memory_or_a_list_in_a_tuple_is_refused(string type) => GeneratorHost.Diagnostics(Model.With($$"""
        [Differentiable]
        public static {|DIFF0111:{{type}}|} F(double x) => throw new NotSupportedException();
        """));

    [Fact]
    public void A_list_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static List<double> F(double x) => [x, x * x];

        [Differentiable]
        public static double G(double x) => F(x).Sum();
        """));

    [Fact]
    public void A_tuple_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static (double Sum, (float, double) Parts) F(double x) => (x + x, ((float)x, 1));
        """));
}
