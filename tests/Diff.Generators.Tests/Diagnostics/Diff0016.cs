using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0016
{
    [Fact]
    public void A_rule_without_forward_mode_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static (double, double) Polar(double r) => (r, r);

        [DerivativeOf(typeof(Model), nameof(Polar))]
        public static (double, double) PolarVjp(double r, (double, double) weight, ref double rGradient)
        {
            rGradient += weight.Item1 + weight.Item2;
            return Polar(r);
        }

        [Differentiable]
        public static double F(double x) => {|DIFF0016:Polar(x)|}.Item1;
        """));

    [Fact]
    public void A_vjp_with_a_scalar_result_serves_forward_mode_too() => GeneratorHost.Run(Model.With("""
        public static double Square(double r) => r * r;

        [DerivativeOf(typeof(Model), nameof(Square))]
        public static double SquareVjp(double r, double weight, ref double rGradient)
        {
            rGradient += weight * 2 * r;
            return r * r;
        }

        [Differentiable]
        public static double F(double x) => Square(x);
        """));

    [Fact]
    public void A_rule_with_its_forward_companion_is_fine() => GeneratorHost.Run(Model.With("""
        public static (double, double) Polar(double r) => (r, r);

        [DerivativeOf(typeof(Model), nameof(Polar))]
        public static (double, double) PolarVjp(double r, (double, double) weight, ref double rGradient)
        {
            rGradient += weight.Item1 + weight.Item2;
            return Polar(r);
        }

        [DerivativeOf(typeof(Model), nameof(Polar))]
        public static ((double, double), (double, double)) PolarJvp(double r, double rTangent) => (Polar(r), (rTangent, rTangent));

        [Differentiable]
        public static double F(double x) => Polar(x).Item1;
        """));

    [Fact]
    public void A_rule_for_a_written_span_needs_a_companion() => GeneratorHost.Diagnostics(Model.With("""
        public static void Double(Span<double> a) { foreach (ref var v in a) v *= 2; }

        [DerivativeOf(typeof(Model), nameof(Double))]
        public static void DoubleVjp(Span<double> a, Span<double> aWeight)
        {
            Double(a);
            Double(aWeight);
        }

        [Differentiable]
        public static double F(double x)
        {
            double[] a = [x];
            {|DIFF0016:Double(a)|};
            return a[0];
        }
        """));
}
