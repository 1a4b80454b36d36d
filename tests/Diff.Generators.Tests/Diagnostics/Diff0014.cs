using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0014
{
    [Fact]
    public void A_delegate_of_an_active_value_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, Func<double, double> f) => x + {|DIFF0014:f(x)|};
        """));

    [Fact]
    public void A_delegate_of_an_integer_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, Func<int, double> f) => x * f(1);
        """));
}
