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
    public void A_tangent_along_a_struct_is_refused_inside() => GeneratorHost.Diagnostics(Model.With("""
        public record struct Pair(double X, double Y);

        [Differentiable(Order = 2)]
        public static double Product(Pair p) => p.X * p.Y;

        [Differentiable]
        public static double F(double x) => {|DIFF0035:Gradient.Jvp(Product, new Pair(x, x), new Pair(1, 0))|}.Tangent;
        """));

    [Fact]
    public void Derivatives_of_vectors_are_refused_inside() => GeneratorHost.Diagnostics(Model.With(Product + """
        [Differentiable]
        public static double F(double x) => {|DIFF0035:Gradient.Jacobian(Vector, x)|}[0, 0] + {|DIFF0035:Gradient.Vjp(Vector, x, new[] { 1.0, 2 })|}.Gradient;
        """));

    [Fact]
    public void Gradients_in_arrays_are_fine() => GeneratorHost.Run(Model.With(Product + """
        [Differentiable]
        public static double F(double[] x, double k) => Gradient.Of(Product, x, k)[0] + Gradient.Jvp(Product, x, x, k).Tangent + Gradient.ValueAndGradient(Product, x, k).Value;
        """));
}
