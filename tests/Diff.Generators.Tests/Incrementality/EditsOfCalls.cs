using Diff.Testing;

namespace Diff.Generators.Tests.Incrementality;

public sealed class EditsOfCalls
{
    private const string Before = """
        public static partial class Model
        {
            [Differentiable] public static double G(double x, double k) => k * x * x;

            public static double Slope(double x) => Gradient.Of(G, x, 2.0);

            public static double Other(double x) => Gradient.Of(static (double x) => x * x, x);
        }
        """;

    private static readonly string Lifted = GeneratorHost.Run(Before).Sources.Keys.Single(name => name.Contains("Other", StringComparison.Ordinal))["Diff.Generated.Functions.".Length..^".g.cs".Length];

    [Fact]
    public void Moving_a_call_differentiates_nothing()
    {
        var steps = StepReasons.Between(Before, "\n// moved\n" + Before);
        Assert.Contains("Modified", steps.For("Intercept", Lifted));
        Assert.Equal("Cached", steps.For("Differentiate", Lifted));
        Assert.Equal("Cached", steps.For("Differentiate", "G"));
    }

    [Fact]
    public void Another_call_of_the_same_kind_differentiates_nothing()
    {
        var steps = StepReasons.Between(Before, Before.Replace("Gradient.Of(G, x, 2.0)", "Gradient.Of(G, x, 2.0) + Gradient.Of(G, x, 3.0)"));
        Assert.DoesNotContain(steps.All, step => step.Step == "Differentiate" && !step.IsCached);
    }

    [Fact]
    public void Editing_a_lambda_differentiates_that_one_only()
    {
        var steps = StepReasons.Between(Before, Before.Replace("=> x * x,", "=> x * x * x,"));
        Assert.Equal("Modified", steps.For("Differentiate", Lifted));
        Assert.Equal("Cached", steps.For("Differentiate", "G"));
    }
}
