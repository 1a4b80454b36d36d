using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0116
{
    [Fact]
    public void A_method_that_reads_through_a_pointer_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static unsafe double {|DIFF0116:F|}(double x) => *&x * x;

        [Differentiable]
        public static unsafe double {|DIFF0116:G|}(double[] x)
        {
            fixed (double* first = x) return first[1];
        }

        [Differentiable]
        public static double H(double x) => {|DIFF0049:F(x)|};
        """), new GeneratorOptions { Unsafe = true });

    [Fact]
    public void The_modifier_alone_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static unsafe double F(double x) => x * x;
        """), new GeneratorOptions { Unsafe = true });

    [Fact]
    public void A_pointer_parameter_is_refused() => GeneratorHost.Diagnostics("""
        public static unsafe partial class Model
        {
            [Differentiable]
            public static double {|DIFF0116:F|}(double x, double* y) => x * *y;
        }
        """, new GeneratorOptions { Unsafe = true });

    [Fact]
    public void A_span_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, ReadOnlySpan<double> y) => x * y[0];
        """));
}
