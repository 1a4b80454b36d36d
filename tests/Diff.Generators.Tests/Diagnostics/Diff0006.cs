using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0006
{
    [Fact]
    public void A_catch_around_a_differentiated_variable_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, int n)
        {
            var y = x;
            try { y *= 10 / n; }
            {|DIFF0006:catch|} (DivideByZeroException) { }
            return y;
        }
        """));

    [Fact]
    public void A_finally_is_fine() => GeneratorHost.Run(Model.With("""
        private static int running;

        [Differentiable]
        public static double F(double x)
        {
            running++;
            try { return x * x; }
            finally { running--; }
        }
        """));
}
