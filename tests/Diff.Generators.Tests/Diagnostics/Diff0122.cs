using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0122
{
    [Fact]
    public void A_lambda_that_captures_is_refused() => GeneratorHost.Diagnostics("""
        public class Model
        {
            private readonly double scale = 2;

            public double Slope(double x, double k) => Gradient.Of(x => {|DIFF0122:k|} * x, x) + Gradient.Of(x => {|DIFF0122:scale|} * x, x);
        }
        """);

    [Fact]
    public void A_local_function_that_captures_is_refused() => GeneratorHost.Diagnostics("""
        public class Model
        {
            public double Slope(double x, double k)
            {
                return Gradient.Of(Line, x);

                double Line(double x) => {|DIFF0122:k|} * x;
            }
        }
        """);

    [Fact]
    public void Captured_values_as_further_arguments_are_fine() => GeneratorHost.Run("""
        public class Model
        {
            public double Slope(double x, double k)
            {
                const double Two = 2;
                return Gradient.Of((x, k) => Two * k * x, x, k);
            }
        }
        """);
}
