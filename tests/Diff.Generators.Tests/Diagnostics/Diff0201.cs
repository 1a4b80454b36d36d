using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0201
{
    [Fact]
    public void Equality_with_a_number_warns() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x) => {|DIFF0201:x == 1|} ? 1 : (x * x - 1) / (x - 1);
        """));

    [Fact]
    public void A_guard_against_zero_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x) => x == 0 ? 1 : Math.Sin(x) / x;
        """));

    [Fact]
    public void The_message_quotes_the_source() => Assert.StartsWith("'x + 1 == p.Item1' compares", GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, (double, double) p) => x + 1 == p.Item1 ? x : p.Item1;
        """), new GeneratorOptions { Expect = ["DIFF0201"] }).Messages("DIFF0201")[0], StringComparison.Ordinal);
}
