using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0032
{
    [Fact]
    public void A_Hessian_of_a_method_of_order_1_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double Square(double x) => x * x;

        public static double[,] H(double x) => Gradient.Hessian({|DIFF0032:Square|}, x);

        public static double V(double x) => Gradient.Hvp({|DIFF0032:Square|}, x, 1.0);
        """));

    [Fact]
    public void A_Hessian_of_a_method_of_order_2_or_of_a_lambda_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable(Order = 2)]
        public static double Square(double x) => x * x;

        public static double H(double x) => Gradient.Hessian(Square, x)[0, 0] + Gradient.Hessian(static (double x) => x * x, x)[0, 0];
        """));

    [Fact]
    public void A_gradient_of_a_method_of_order_1_in_a_differentiated_method_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double Square(double x) => x * x;

        [Differentiable]
        public static double F(double x) => x * {|DIFF0032:Gradient.Of(Square, x)|};

        public static double G(double x) => Gradient.Of(Square, x);
        """));

    [Fact]
    public void What_is_wrong_with_a_nested_call_is_said_once() => GeneratorHost.Diagnostics(Model.With("""
        public static double Unmarked(double x) => x * x;

        [Differentiable]
        public static double F(double x) => x * Gradient.Of({|DIFF0120:Unmarked|}, x);

        [Differentiable]
        public static double G(double x, double k) => x * Gradient.Of(y => {|DIFF0122:k|} * y, x);

        [Differentiable]
        public static double H(double x) => x * Gradient.Of(static (double y) => {|DIFF0004:Unmarked(y)|}, x);

        public static double I(double x) => Gradient.Of(static (double x) => x * Gradient.Of(static (double y) => {|DIFF0004:Unmarked(y)|}, x), x);
        """));
}
