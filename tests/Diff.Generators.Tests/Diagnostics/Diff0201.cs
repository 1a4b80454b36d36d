using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0201
{
    [Fact]
    public void Equality_with_a_number_warns() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x) => {|DIFF0201:x == 1|} ? 1 : (x * x - 1) / (x - 1);
        """));

    [Fact]
    public void A_guard_against_zero_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x) => x == 0 ? 1 : Math.Sin(x) / x;
        """));

    [Fact]
    public void A_loop_that_goes_on_until_nothing_changes_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            double sum = 0, term = x;
            for (var i = 3; sum != sum + term; i += 2)
            {
                sum += term;
                term *= x * x / i;
            }

            for (double last = 0, next = x; ; last = next)
            {
                next = Math.Cos(next) * x;
                if (next == last) return sum + next;
            }
        }
        """));

    [Fact]
    public void Equality_of_two_elements_in_a_loop_warns() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[] x, double[] y)
        {
            var sum = 0.0;
            for (var i = 0; i < x.Length; i++) sum += {|DIFF0201:x[i] == y[i]|} ? 1 : x[i] - y[i];
            return sum;
        }
        """));

    [Fact]
    public void Equality_with_a_number_in_a_loop_warns() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[] x)
        {
            var sum = 0.0;
            foreach (var value in x) sum += {|DIFF0201:value == 1|} ? 1 : value * value;
            return sum;
        }
        """));

    [Fact]
    public void The_message_quotes_the_source() => Assert.StartsWith("'x + 1 == p.Item1' compares", GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, (double, double) p) => x + 1 == p.Item1 ? x : p.Item1;
        """), new GeneratorOptions { Expect = ["DIFF0201"] }).Messages("DIFF0201")[0], StringComparison.Ordinal);
}
