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
            Func<double> later = () => {|DIFF0008:y|};
            return x * later();
        }
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
