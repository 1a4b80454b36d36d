using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0121
{
    [Fact]
    public void A_function_that_only_run_time_knows_is_refused() => GeneratorHost.Diagnostics("""
        public partial class Model
        {
            private readonly double scale = 2;

            [Differentiable]
            public double Scaled(double x) => scale * x;

            public double Slope(Func<double, double> f, double x)
            {
                return Gradient.Of({|DIFF0121:f|}, x) + Gradient.Of({|DIFF0121:Scaled|}, x) + Gradient.Of({|DIFF0121:Local|}, x);

                static T Local<T>(T x) => x;
            }
        }
        """);

    [Fact]
    public void A_local_function_is_fine() => GeneratorHost.Run("""
        public class Model
        {
            public double Slope(double x)
            {
                return Gradient.Of(Local, x);

                static double Local(double x) => x * x;
            }
        }
        """);

    [Fact]
    public void An_object_as_a_further_argument_is_fine() => GeneratorHost.Run("""
        public partial class Model
        {
            private readonly double scale = 2;

            [Differentiable]
            public double Scaled(double x) => scale * x;

            public double Slope(double x) => Gradient.Of(static (double x, Model model) => model.Scaled(x), x, this);
        }
        """);
}
