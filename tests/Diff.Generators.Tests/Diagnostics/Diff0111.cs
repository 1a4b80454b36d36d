using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0111
{
    [Fact]
    public void A_set_as_result_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static {|DIFF0111:HashSet<double>|} F(double x) => [x];
        """));

    [Fact]
    public void A_value_that_may_be_missing_is_to_be_told_by_a_bool() => Assert.Contains("; return double, float, a tuple of them, or an array, matrix or jagged array of them, or the value alone, with an 'out bool' that says whether there is one", Assert.Single(GeneratorHost.RunUnchecked([Model.With("""
        [Differentiable]
        public static double? F(double x) => x > 0 ? x * x : null;
        """)]).Messages("DIFF0111")), StringComparison.Ordinal);

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

    [Fact]
    public void A_jagged_array_of_jagged_arrays_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static {|DIFF0111:double[][][]|} F(double x) => [[[x]]];
        """));
}
