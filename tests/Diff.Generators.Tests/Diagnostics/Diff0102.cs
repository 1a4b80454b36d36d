using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0102
{
    [Fact]
    public void A_member_written_by_hand_is_kept() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double {|DIFF0102:F|}(double x) => x * x;

        public static double FGradient(double x) => 2 * x;
        """));

    // Whatever its signature: nothing else that is generated calls it.
    [Theory]
    [InlineData("Gradient")]
    [InlineData("ValueAndGradient")]
    [InlineData("Vjp")]
    [InlineData("Jvp")]
    [InlineData("WithPullback")]
    [InlineData("Pullback")]
    [InlineData("Jacobian")]
    [InlineData("Hessian")]
    [InlineData("Hvp")]
    public void Generated_code_does_without_it(string suffix)
    {
        foreach (var (signature, body, call) in new[] { ("double F(double x)", "x * x", "F(y[0])"), ("double F(double[] x)", "x[0] * x[1]", "F(y)"), ("double[] F(double[] x)", "[x[0], x[0] * x[1]]", "F(y)[1]"), ("double F(List<double> x)", "x[0] * x[1]", "F([y[0], y[1]])") })
        {
            GeneratorHost.Diagnostics(Model.With($$"""
                [Differentiable(Order = 2)]
                public static {{signature.Replace("F(", "{|DIFF0102:F|}(", StringComparison.Ordinal)}} => {{body}};

                public static string F{{suffix}}(int count, char sign) => "";

                [Differentiable(Order = 2)]
                public static double Twice(double[] y) => 2 * {{call}};
                """));
        }
    }

    [Fact]
    public void Another_name_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x) => x * x;

        public static double FSlope(double x) => 2 * x;
        """));
}
