using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0108
{
    [Fact]
    public void A_partial_method_without_body_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        static partial void {|DIFF0108:F|}(double x);
        """));

    [Fact]
    public void A_partial_method_with_body_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static partial double F(double x);

        public static partial double F(double x) => x * x;
        """));
}
