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

    [Fact]
    public void The_same_variable_by_reference_twice_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static void Square(in double x, ref double y) => y *= x;

        [Differentiable]
        public static double F(double x)
        {
            Square({|DIFF0009:in x|}, ref x);
            return x;
        }
        """));

    [Fact]
    public void The_same_element_by_reference_twice_is_found_when_the_call_runs()
    {
        var run = GeneratorHost.Run(Model.With("""
            [Differentiable]
            public static void Exchange(ref double x, ref double y) => (x, y) = (y, x);

            [Differentiable]
            public static double F(double[] x, int i, int j)
            {
                var a = (double[])x.Clone();
                Exchange(ref a[i], ref a[j]);
                return a[0];
            }
            """));
        Assert.Equal([0, 1], (double[])run.Invoke("Model", "FGradient", new[] { 2.0, 3.0 }, 0, 1)!);
        var error = Assert.Throws<ArgumentException>(() => run.Invoke("Model", "FGradient", new[] { 2.0, 3.0 }, 1, 1));
        Assert.Contains("'x' and 'y' overlap", error.Message);
    }

    [Fact]
    public void A_method_without_a_mark_is_told_of_once() => GeneratorHost.Diagnostics(Model.With("""
        public static double Dot(double[] x, double[] y) => x[0] * y[0];

        [Differentiable]
        public static double F(double[] x) => {|DIFF0004:Dot(x, x)|};
        """));

    [Theory]
    [InlineData("Turn(in ({|DIFF0009:x > 1 ? ref x : ref y|}), ref x)")]
    [InlineData("Turn({|DIFF0009:in x|}, ref (y > 1 ? ref x : ref y))")]
    public void A_chosen_reference_to_a_variable_that_is_passed_too_is_refused(string call) => GeneratorHost.Diagnostics(Model.With($$"""
        [Differentiable]
        public static void Turn(in double p, ref double q) => q *= p * p;

        [Differentiable]
        public static double F(double x, double y)
        {
            {{call}};
            return x * y;
        }
        """));

    [Fact]
    public void An_element_by_the_name_of_a_reference_is_found_when_the_call_runs()
    {
        var run = GeneratorHost.Run(Model.With("""
            [Differentiable]
            public static void Turn(in double p, ref double q) { for (var i = 0; i < 3; i++) q = q * p + 1; }

            [Differentiable]
            public static double F(double[] x, int i)
            {
                var a = (double[])x.Clone();
                ref var first = ref a[0];
                Turn(in first, ref a[i]);
                return a[0] * a[1];
            }
            """));
        Assert.Contains("""RequireNoOverlap<double>(in a[i], "q").With(in a[0], "p")""", run.Text, StringComparison.Ordinal);
    }
}
