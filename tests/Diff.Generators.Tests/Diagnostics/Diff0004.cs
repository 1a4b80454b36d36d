using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0004
{
    [Fact]
    public void A_call_of_an_unmarked_method_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double Cube(double x) => x * x * x;

        [Differentiable]
        public static double F(double x) => 2 * {|DIFF0004:Cube(x)|};
        """));

    [Fact]
    public void A_call_of_a_marked_method_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double Cube(double x) => x * x * x;

        [Differentiable]
        public static double F(double x) => 2 * Cube(x);
        """));

    [Fact]
    public void A_call_with_constants_is_fine() => GeneratorHost.Run(Model.With("""
        public static double Cube(double x) => x * x * x;

        [Differentiable]
        public static double F(double x) => x * Cube(2);
        """));

    [Fact]
    public void A_call_with_a_detached_argument_is_fine() => GeneratorHost.Run(Model.With("""
        public static double Cube(double x) => x * x * x;

        [Differentiable]
        public static double F(double x) => x * Cube(Gradient.Detach(x));
        """));
}
