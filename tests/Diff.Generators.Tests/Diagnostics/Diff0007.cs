using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0007
{
    [Fact]
    public void A_goto_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
        again:
            x *= 2;
            if (x < 100) {|DIFF0007:goto again;|}
            return x;
        }
        """));

    [Fact]
    public void A_loop_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            do x *= 2; while (x < 100);
            return x;
        }
        """));
}
