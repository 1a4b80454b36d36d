using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0008
{
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
}
