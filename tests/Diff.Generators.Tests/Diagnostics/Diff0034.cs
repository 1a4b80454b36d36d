using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0034
{
    [Fact]
    public void An_argument_whose_type_only_generated_code_tells_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double Square(double x) => x * x;

        public static double Twice(double x)
        {
            var slope = SquareGradient(x);
            return {|DIFF0034:Gradient.Of(Square, slope)|} + {|DIFF0034:Gradient.Of(Square, SquareGradient(x))|};
        }
        """));

    [Fact]
    public void A_generated_value_whose_type_is_written_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double Square(double x) => x * x;

        public static double Twice(double x)
        {
            double slope = SquareGradient(x);
            return Gradient.Of(Square, slope);
        }
        """));

    [Fact]
    public void An_entry_point_that_is_passed_on_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double Square(double x) => x * x;

        public static double Twice(double x)
        {
            Func<Func<double, double>, double, double> slope = {|DIFF0034:Gradient.Of|};
            return slope(Square, x) + nameof(Gradient.Of).Length;
        }
        """));
}
