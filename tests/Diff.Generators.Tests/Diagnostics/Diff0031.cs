using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0031
{
    [Fact]
    public void A_rule_in_Vjp_form_has_no_second_derivatives() => GeneratorHost.Diagnostics(Model.With("""
        public static double Square(double r) => r * r;

        [DerivativeOf(typeof(Model), nameof(Square))]
        public static double SquareVjp(double r, double weight, ref double rGradient)
        {
            rGradient += weight * 2 * r;
            return r * r;
        }

        [Differentiable(Order = 2)]
        public static double F(double x) => {|DIFF0031:Square(x)|};
        """));

    [Fact]
    public void Partials_that_are_not_differentiable_have_no_second_derivatives() => GeneratorHost.Diagnostics(Model.With("""
        public static double Square(double r) => r * r;

        [DerivativeOf(typeof(Model), nameof(Square))]
        public static double SquareDerivative(double r) => 2 * r;

        [Differentiable(Order = 2)]
        public static double F(double x) => {|DIFF0031:Square(x)|};
        """));

    [Fact]
    public void Partials_that_are_differentiable_are_fine() => GeneratorHost.Run(Model.With("""
        public static double Square(double r) => r * r;

        [Differentiable]
        [DerivativeOf(typeof(Model), nameof(Square))]
        public static double SquareDerivative(double r) => 2 * r;

        [Differentiable(Order = 2)]
        public static double F(double x) => Square(x);
        """));
}
