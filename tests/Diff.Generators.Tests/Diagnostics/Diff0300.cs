using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0300
{
    [Fact]
    public void A_rule_of_another_type_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double Square(double x) => x * x;

        [DerivativeOf(typeof(Model), nameof(Square))]
        public static float {|DIFF0300:SquareDerivative|}(double x) => 2;
        """));

    [Fact]
    public void A_rule_of_partials_is_fine() => GeneratorHost.Run(Model.With("""
        public static double Product(double x, double y) => x * y;

        [DerivativeOf(typeof(Model), nameof(Product))]
        public static (double, double) ProductDerivative(double x, double y) => (y, x);
        """));

    [Fact]
    public void A_rule_may_take_the_result() => GeneratorHost.Run(Model.With("""
        public static double E(double x) => Math.Exp(x);

        [DerivativeOf(typeof(Model), nameof(E))]
        public static double EDerivative(double x, double result) => result;
        """));

    [Fact]
    public void A_weight_after_a_gradient_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static void Square(ReadOnlySpan<double> x, Span<double> y) => y[0] = x[0] * x[0];

        [DerivativeOf(typeof(Model), nameof(Square))]
        public static void {|DIFF0300:SquareVjp|}(ReadOnlySpan<double> x, Span<double> y, Span<double> xGradient, Span<double> yWeight)
        {
        }
        """));

    [Fact]
    public void What_may_be_a_weight_or_a_gradient_has_to_be_named() => GeneratorHost.Diagnostics(Model.With("""
        public static void Square(double[] x, double[] y) => y[0] = x[0] * x[0];

        [DerivativeOf(typeof(Model), nameof(Square))]
        public static void {|DIFF0300:SquareVjp|}(double[] x, double[] y, Span<double> a, Span<double> b)
        {
        }
        """));

    [Fact]
    public void A_rule_may_be_a_vjp() => GeneratorHost.Run(Model.With("""
        public static double Dot(ReadOnlySpan<double> x, double[,] a) => x[0] * a[0, 0];

        [DerivativeOf(typeof(Model), nameof(Dot))]
        public static double DotVjp(ReadOnlySpan<double> x, double[,] a, double weight, Span<double> xGradient, double[,] aGradient)
        {
            xGradient[0] += weight * a[0, 0];
            aGradient[0, 0] += weight * x[0];
            return Dot(x, a);
        }
        """));
}
