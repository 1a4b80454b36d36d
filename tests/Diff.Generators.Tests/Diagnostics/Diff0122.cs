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

    [Fact]
    public void A_local_function_that_another_one_calls_and_that_captures_is_refused() => GeneratorHost.Diagnostics("""
        public class Model
        {
            public double Slope(double x, double k)
            {
                return Gradient.Of(Square, x) + Gradient.Of(static (double x) => x, x);

                double Square(double x) => Line(x) * Line(x);
                double Line(double x) => {|DIFF0122:k|} * x;
            }
        }
        """);

    [Fact]
    public void Local_functions_that_call_each_other_and_names_of_members_are_fine() => GeneratorHost.Run("""
        public class Model
        {
            public double Slope(double x)
            {
                return Gradient.Of(Square, x) + Gradient.Of(static (double x) => Line(x) * nameof(Slope).Length, x);

                static double Square(double x) => Line(x) * Line(x);
                static double Line(double x) => 2 * x;
            }
        }
        """);
}
