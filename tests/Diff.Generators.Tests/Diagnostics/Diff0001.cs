using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0001
{
    [Fact]
    public void A_lock_statement_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        private static readonly object Gate = new();

        [Differentiable]
        public static double F(double x)
        {
            {|DIFF0001:lock|} (Gate) x *= 2;
            return x;
        }
        """));

    [Fact]
    public void A_lock_outside_the_method_is_fine() => GeneratorHost.Run(Model.With("""
        private static readonly object Gate = new();

        [Differentiable]
        public static double F(double x) => 2 * x;

        public static double G(double x)
        {
            lock (Gate) return F(x);
        }
        """));

    [Fact]
    public void A_change_of_this_that_callers_do_not_see_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial struct Counter
        {
            public double Sum;

            public double Add(double x)
            {
                if (x > 1)
                {
                    var Sum = x * x;
                    return Sum;
                }

                {|DIFF0001:Sum += x;|}
                return x;
            }
        }
        """);
}
