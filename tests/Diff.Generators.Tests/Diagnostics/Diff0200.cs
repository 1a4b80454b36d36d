using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0200
{
    [Fact]
    public void A_cast_to_an_integer_that_reaches_the_result_warns() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x) => x * {|DIFF0200:(int)x|};
        """));

    [Fact]
    public void A_place_that_is_found_and_reaches_the_result_warns() => GeneratorHost.Diagnostics(Model.With("""
        private static int Floor(double x) => (int)Math.Floor(x);

        [Differentiable]
        public static double F(double x) => x * {|DIFF0200:Floor(x)|};
        """));

    [Fact]
    public void A_detached_cast_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x) => x * (int)Gradient.Detach(x);
        """));

    [Fact]
    public void An_index_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, double[] table) => x * table[(int)x];
        """));

    [Fact]
    public void A_sign_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            double sign = Math.Sign(x);
            return sign * Math.Sqrt(Math.Abs(x)) + Math.Sign(x) * x;
        }
        """));

    [Fact]
    public void A_fraction_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, double[] table)
        {
            var i = (int)Math.Floor(x);
            var weight = x - i;
            var n = (int)x;
            return (1 - weight) * table[i] + weight * table[i + 1] + (x - n) * (x - n);
        }
        """));

    [Fact]
    public void A_fraction_of_something_else_warns() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x, double y)
        {
            var n = (int)x;
            return (x - n) * (y - {|DIFF0200:n|});
        }
        """));

    [Fact]
    public void A_rounded_number_that_a_branch_or_an_array_hands_on_warns() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double Chosen(double x, bool c)
        {
            double n = {|DIFF0200:(int)x|};
            return c ? n : x * x;
        }

        [Differentiable]
        public static void Stored(double[] x, double[] y) => (y[0], y[1]) = (x[0], {|DIFF0200:(int)x[0]|});
        """));

    [Fact]
    public void The_message_quotes_the_source() => Assert.StartsWith("'(long)p.Item1' passes", GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, (double, double) p) => (long)p.Item1 * x + p.Item2;
        """), new GeneratorOptions { Expect = ["DIFF0200"] }).Messages("DIFF0200")[0], StringComparison.Ordinal);
}
