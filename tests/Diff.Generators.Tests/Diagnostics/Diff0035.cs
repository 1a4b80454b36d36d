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
    public void Derivatives_of_what_holds_other_than_numbers_are_refused_inside() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable(Order = 2)]
        public static (double Value, int Count) Counted(double x) => (x * x, 1);

        [Differentiable]
        public static double F(double x) => {|DIFF0035:Gradient.Jvp(Counted, x, 1.0)|}.Tangent.Value;
        """));

    [Fact]
    public void Jacobians_and_Hessians_with_respect_to_rows_are_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable(Order = 2)]
        public static double[] Rows(double[][] x) => [x[0][0] * x[1][0]];

        [Differentiable]
        public static double F(double[][] x) => Gradient.Jacobian(Rows, x)[0, 0] + Gradient.Hessian(static (double[][] y) => y[0][0] * y[1][0], Gradient.Detach(x))[0, 1];
        """));

    [Fact]
    public void Derivatives_of_vectors_are_fine() => GeneratorHost.Run(Model.With(Product + """
        [Differentiable]
        public static double F(double x) => Gradient.Jacobian(Vector, x)[0, 0] + Gradient.Vjp(Vector, x, new[] { 1.0, 2 }).Gradient + Gradient.Jvp(Vector, x, 1.0).Tangent[1];
        """));

    [Fact]
    public void Gradients_in_arrays_are_fine() => GeneratorHost.Run(Model.With(Product + """
        [Differentiable]
        public static double F(double[] x, double k) => Gradient.Of(Product, x, k)[0] + Gradient.Jvp(Product, x, x, k).Tangent + Gradient.ValueAndGradient(Product, x, k).Value;
        """));
}
