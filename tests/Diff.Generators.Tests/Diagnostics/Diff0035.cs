using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0035
{
    private const string Product = """
        [Differentiable(Order = 2)]
        public static double Product(double[] x, double k) => k * x[0] * x[1];

        [Differentiable(Order = 2)]
        public static double[] Vector(double x) => [x, x * x];

        """;

    [Fact]
    public void What_returns_an_array_in_a_tuple_is_refused_inside() => GeneratorHost.Diagnostics(Model.With(Product + """
        [Differentiable]
        public static double F(double[] x, double k) => {|DIFF0035:Gradient.ValueAndGradient(Product, x, k)|}.Value * {|DIFF0035:Gradient.Vjp(Product, x, 2.0, k)|}.Gradient[0];
        """));

    [Fact]
    public void Derivatives_of_vectors_are_refused_inside() => GeneratorHost.Diagnostics(Model.With(Product + """
        [Differentiable]
        public static double F(double x) => {|DIFF0035:Gradient.Jacobian(Vector, x)|}[0, 0] + {|DIFF0035:Gradient.Vjp(Vector, x, new[] { 1.0, 2 })|}.Gradient;
        """));

    [Fact]
    public void A_gradient_in_an_array_is_fine() => GeneratorHost.Run(Model.With(Product + """
        [Differentiable]
        public static double F(double[] x, double k) => Gradient.Of(Product, x, k)[0] + Gradient.Jvp(Product, x, x, k).Tangent;
        """));
}
