using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0202
{
    [Fact]
    public void A_parameter_that_is_never_used_warns() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, double {|DIFF0202:unused|}) => x * x;
        """));

    [Fact]
    public void A_parameter_without_gradient_may_be_unused() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, [NoGradient] double unused) => x * x;
        """));
}
