using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0033
{
    private const string Cube = """
        [Differentiable(Order = 2)]
        public static double Cube(double x) => x * x * x;

        """;

    [Fact]
    public void A_Hessian_inside_a_differentiated_method_is_refused() => GeneratorHost.Diagnostics(Model.With(Cube + """
        [Differentiable]
        public static double F(double x) => {|DIFF0033:Gradient.Hvp(Cube, x, 1.0)|};
        """));

    [Fact]
    public void A_Hessian_at_a_variable_is_refused() => GeneratorHost.Diagnostics(Model.With(Cube + """
        [Differentiable(Order = 2)]
        public static double Scaled(double x, double k) => k * x * x * x;

        [Differentiable]
        public static double F(double x) => {|DIFF0033:Gradient.Hessian(Cube, x)|}[0, 0] + {|DIFF0033:Gradient.Hvp(Scaled, 2.0, 1.0, x)|};
        """));

    [Fact]
    public void A_product_along_a_variable_is_linear_in_it() => GeneratorHost.Run(Model.With(Cube + """
        [Differentiable]
        public static double F(double x) => Gradient.Hvp(Cube, 2.0, x) + Gradient.Hvp(Cube, Gradient.Detach(x), x * x);
        """));

    [Fact]
    public void A_product_along_a_variable_is_refused_where_it_is_differentiated_twice() => GeneratorHost.Diagnostics(Model.With(Cube + """
        [Differentiable(Order = 2)]
        public static double F(double x) => x * {|DIFF0033:Gradient.Hvp(Cube, 2.0, x)|};
        """));

    [Fact]
    public void A_Jacobian_inside_a_method_of_order_2_is_refused_once() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable(Order = 2)]
        public static double[] Vector(double[] x) => [x[0], x[0] * x[1]];

        [Differentiable(Order = 2)]
        public static double F(double[] x) => {|DIFF0033:Gradient.Jacobian(Vector, x)|}[0, 1];
        """));

    [Fact]
    public void Second_derivatives_at_constants_are_fine() => GeneratorHost.Run(Model.With(Cube + """
        [Differentiable(Order = 2)]
        public static double F(double x) => x * Gradient.Hvp(Cube, Gradient.Detach(x), 1.0) + x * x * Gradient.Hessian(Cube, 2.0)[0, 0];
        """));

    [Fact]
    public void A_gradient_inside_a_method_of_order_2_is_refused() => GeneratorHost.Diagnostics(Model.With(Cube + """
        [Differentiable(Order = 2)]
        public static double F(double x) => x * {|DIFF0033:Gradient.Of(Cube, x)|};
        """));

    [Fact]
    public void A_third_level_of_lambdas_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double F(double x) => Gradient.Of(
            static (double x) => x * Gradient.Of(
                static (double y) => y * {|DIFF0033:Gradient.Of(static (double z) => z * z * z, y)|}, x), x);

        public static double[,] G(double x) => Gradient.Hessian(static (double x) => {|DIFF0033:Gradient.Of(static (double y) => y * y, x)|}, x);
        """));

    [Fact]
    public void A_gradient_at_a_constant_is_fine() => GeneratorHost.Run(Model.With(Cube + """
        [Differentiable(Order = 2)]
        public static double F(double x) => x * x * Gradient.Of(Cube, 2.0) + Gradient.Of(Cube, Gradient.Detach(x)) * x;
        """));

    [Fact]
    public void A_third_level_through_objects_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable(Order = 2)]
        public partial class Net
        {
            public double Weight;

            public double At(double x) => Weight * x * x;

            [Differentiable]
            public double Bend(double x) => Gradient.Of(
                static (double x, Net net) => {|DIFF0033:Gradient.Of(static (double x, Net net) => net.At(x), x, net)|}, x, this);

            [Differentiable]
            public double Curvature(double x) => x * {|DIFF0033:Gradient.Hvp(static (double x, Net net) => net.At(x), 2.0, 1.0, this)|};

            public double Slope(double x) => {|DIFF0033:Gradient.Of(static (double x, Net net) => net.At(x), x, this)|};
        }
        """);

    [Fact]
    public void Second_derivatives_of_constant_objects_are_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable(Order = 2)]
        public partial class Net
        {
            public double Weight;

            public double At(double x) => Weight * x * x;
        }

        [Differentiable]
        public static double F([NoGradient] Net net, double x) => x * Gradient.Hvp(static (double x, Net net) => net.At(x), 2.0, 1.0, net);

        [Differentiable]
        public static double G(Net net, double x) =>
            net.At(x) * Gradient.Hvp(static (double x, Net net) => net.At(x), 2.0, x, Gradient.Detach(net));
        """));

    [Fact]
    public void A_local_function_that_takes_its_own_derivative_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double F(double x)
        {
            return Own(x) * x;

            static double Own(double x) => x < 1 ? x : {|DIFF0033:Gradient.Of(Own, x - 1)|};
        }
        """));
}
