using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0106
{
    [Fact]
    public void A_method_of_an_integer_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double {|DIFF0106:F|}(int n) => 1.0 / n;
        """));

    [Fact]
    public void A_method_of_constants_only_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double {|DIFF0106:F|}([NoGradient] double x) => x * x;
        """));

    [Fact]
    public void One_independent_is_enough() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(int n, double x, [NoGradient] double y) => n * x * y;
        """));
}
