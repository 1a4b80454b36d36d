using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0106
{
    [Fact]
    public void A_method_of_an_integer_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double {|DIFF0106:F|}(int n) => 1.0 / n;
        """));

    [Fact]
    public void A_method_of_constants_only_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double {|DIFF0106:F|}([NoGradient] double x) => x * x;
        """));

    [Theory]
    [InlineData("Body[] bodies", "bodies[0].Mass")]
    [InlineData("List<Body> bodies", "bodies[0].Mass")]
    [InlineData("Body body", "body.Mass")]
    public void The_numbers_of_objects_ask_for_a_mark_on_their_class(string parameter, string result) => Assert.EndsWith(
        "without [NoGradient], or mark the class 'Body' [Differentiable]", GeneratorHost.Diagnostics(Model.With($$"""
            public class Body { public double Mass = 1; }

            [Differentiable]
            public static double {|DIFF0106:F|}({{parameter}}) => {{result}};
            """)).Diagnostics.Single(diagnostic => diagnostic.Id == "DIFF0106").GetMessage(System.Globalization.CultureInfo.InvariantCulture),
        StringComparison.Ordinal);

    [Fact]
    public void One_independent_is_enough() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(int n, double x, [NoGradient] double y) => n * x * y;
        """));
}
