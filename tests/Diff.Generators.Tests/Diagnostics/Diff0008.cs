using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0008
{
    [Fact]
    public void A_dictionary_of_numbers_in_a_lambda_that_is_kept_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        private static Func<int>? _kept;

        [Differentiable]
        public static double F(double x)
        {
            var table = new Dictionary<int, double> { [0] = x };
            _kept = () => {|DIFF0008:table|}.Count;
            return table[0];
        }
        """));

    [Fact]
    public void A_lambda_that_captures_a_differentiated_variable_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            var y = x * x;
            Later.Add(() => {|DIFF0008:y|});
            return x * y;
        }

        private static readonly List<Func<double>> Later = [];
        """));

    [Fact]
    public void A_delegate_that_captures_a_differentiated_variable_is_refused_where_it_is_made() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double x)
        {
            Func<double, double> scale = t => {|DIFF0008:x|} * t;
            Later.Add(scale);
            return scale(2);
        }

        private static readonly List<Func<double, double>> Later = [];
        """));

    [Fact]
    public void A_lambda_that_captures_an_integer_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, int n)
        {
            Func<int> later = () => n;
            return x * later();
        }
        """));

    [Fact]
    public void A_function_that_a_called_body_keeps_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        private static readonly List<Func<double, double>> Kept = [];

        private static double Keep(Func<double, double> f, double x)
        {
            Kept.Add(f);
            return f(x);
        }

        [Differentiable]
        public static double F(double x) => Keep(t => {|DIFF0008:x|} * t, x);
        """));

    [Fact]
    public void A_function_that_a_virtual_method_gets_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public abstract class Rule { public abstract double Of(Func<double, double> f); }

        [Differentiable]
        public static double F(double x, Rule rule) => rule.Of(t => {|DIFF0008:x|} * t);
        """));
}
