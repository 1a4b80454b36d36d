using System.Globalization;
using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0124
{
    [Fact]
    public void A_derivative_that_does_not_exist_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double Power(double x, int n) => n * x;

        [Differentiable]
        public static double Fixed([NoGradient] double x, double y) => x * y;

        [Differentiable]
        public static double[] Vector(double x) => [x, x * x];

        public static object[] Use() =>
        [
            Gradient.Of({|DIFF0124:Fixed|}, 1.0, 2.0), Gradient.Of({|DIFF0124:Power|}, (1.0, 2)), Gradient.Of({|DIFF0124:static (int n) => 2.0 * n|}, 1),
            Gradient.Of({|DIFF0124:static (double[] x) => (x[0], x[1])|}, new[] { 1.0 }), Gradient.ValueAndGradient({|DIFF0124:static (double[] x) => x[0] > 1|}, new[] { 1.0 }),
        ];
        """));

    [Fact]
    public void Async_functions_are_refused_as_what_they_are() => Assert.All(GeneratorHost.Diagnostics("""
        using System.Threading.Tasks;

        public static class Model
        {
            private static async Task<double> Later(double x)
            {
                await Task.Yield();
                return x;
            }

            public static void Use()
            {
                Gradient.Of({|DIFF0124:async (double x) => { await Task.Yield(); return x; }|}, 1.0);
                Gradient.Jvp({|DIFF0124:Later|}, 1.0, 1.0);
                Gradient.Vjp({|DIFF0124:Local|}, 1.0, Task.FromResult(1.0));

                async Task<double> Local(double x) => x * await Later(x);
            }
        }
        """).Diagnostics, diagnostic => Assert.Contains("is async", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));

    [Fact]
    public void A_Jacobian_of_what_are_no_numbers_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public record struct Pair(double X, double Y);

        [Differentiable]
        public static Pair[] Pairs(double x) => [new Pair(x, x * x)];

        public static object[] Use() => [Gradient.Jacobian({|DIFF0124:Pairs|}, 1.0), Gradient.Jacobian({|DIFF0124:static (double x) => new[] { new[] { x } }|}, 1.0)];
        """));

    [Fact]
    public void A_gradient_of_another_type_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public partial struct Labelled
        {
            public double X;
            public int Label;
        }

        [Differentiable]
        public static double Square(Labelled p) => p.X * p.X;

        public static void Use(Labelled p) => Gradient.Of({|DIFF0124:Square|}, p);
        """));

    [Fact]
    public void A_tangent_of_another_type_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public readonly partial record struct Labelled(double X, int Label);

        [Differentiable]
        public static Labelled Label(double x) => new(x * x, 1);

        public static object Use() => Gradient.Jvp({|DIFF0124:Label|}, 1.0, 2.0);
        """));

    [Fact]
    public void A_function_that_writes_what_it_is_differentiated_by_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double Change(double[] x) => x[0] = 2 * x[0];

        public static double[] Use(double[] x) => Gradient.Of({|DIFF0124:Change|}, x);

        public static double[] Lambda(double[] x) => Gradient.Of({|DIFF0124:static (double[] x) => x[0] = 2 * x[0]|}, x);
        """));

    [Fact]
    public void A_function_that_writes_to_an_argument_is_refused_inside_of_a_differentiated_method() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[,] m, double k)
        {
            var y = (double[,])m.Clone();
            var slope = {|DIFF0124:Gradient.Of(static (double z, double[,] q, double k) => { q[0, 0] = q[0, 0] * z * k; return q[0, 0] * z; }, k, y, k)|};
            return slope * y[0, 0];
        }
        """));

    [Fact]
    public void Products_with_a_vector_are_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double[] Vector(double x) => [x, x * x];

        public static double Use() => Gradient.Vjp(Vector, 1.0, [1.0, 2.0]).Gradient + Gradient.Jacobian(Vector, 1.0)[0, 0];
        """));

    [Fact]
    public void A_collection_whose_gradient_is_an_array_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double First(List<double> x) => x[0] * x[0];

        public static List<double> Slope(List<double> x) => Gradient.Of({|DIFF0124:First|}, x);
        """));

    [Fact]
    public void The_gradient_of_an_object_has_a_type_of_its_own() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Line
        {
            public double Slope;
        }

        public static class Model
        {
            public static Line Of(Line line) => Gradient.Of({|DIFF0124:static (Line line) => line.Slope * line.Slope|}, line);
        }
        """);
}
