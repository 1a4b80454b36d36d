using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0013
{
    [Fact]
    public void A_function_without_rule_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public interface IBending<T> { static abstract T Bend(T x); }

        [Differentiable]
        public static T F<T>(T x) where T : System.Numerics.IFloatingPointIeee754<T>, IBending<T> => x * {|DIFF0013:T.Bend(x)|};
        """));

    [Fact]
    public void A_function_of_the_table_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x) => Math.Sin(x);
        """));
}
