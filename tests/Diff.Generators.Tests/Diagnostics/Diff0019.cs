using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0019
{
    [Fact]
    public void A_pinned_array_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, double[] a)
        {
            unsafe
            {
                {|DIFF0019:fixed|} (double* p = a) { }
            }
            return x * a[0];
        }
        """), new GeneratorOptions { Unsafe = true });

    [Fact]
    public void Unsafe_code_outside_the_method_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x) => x * x;

        public static unsafe double G(double* x) => F(*x);
        """), new GeneratorOptions { Unsafe = true });
}
