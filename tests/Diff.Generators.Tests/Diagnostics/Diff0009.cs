using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0009
{
    [Fact]
    public void The_same_buffer_twice_is_refused_when_one_is_written() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static void Axpy(double a, double[] x, double[] y)
        {
            for (var i = 0; i < y.Length; i++) y[i] += a * x[i];
        }

        [Differentiable]
        public static double F(double a, double[] x, double[] y)
        {
            {|DIFF0009:Axpy(a, x, x)|};
            return x[0] + y[0];
        }
        """));

    [Fact]
    public void Two_buffers_are_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static void Axpy(double a, double[] x, double[] y)
        {
            for (var i = 0; i < y.Length; i++) y[i] += a * x[i];
        }

        [Differentiable]
        public static double F(double a, double[] x, double[] y)
        {
            Axpy(a, x, y);
            return y[0];
        }
        """));
}
