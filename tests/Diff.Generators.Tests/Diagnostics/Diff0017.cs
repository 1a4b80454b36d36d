using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0017
{
    [Fact]
    public void A_ref_local_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            ref var {|DIFF0017:y = ref x|};
            return x;
        }
        """));

    [Fact]
    public void A_copy_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            var y = x;
            y *= 2;
            return y;
        }
        """));
}
