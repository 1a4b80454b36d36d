using Diff.Generators.Transform;
using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>Derivatives inside of differentiated methods, with each optimization off.</summary>
public sealed class NestedTests
{
    private const string Source = """
        public static partial class Model
        {
            [Differentiable(Order = 2)]
            public static double P(double x, double k) => Math.Sin(k * x) * x * x;

            [Differentiable]
            public static double F(double x, double k)
            {
                var sum = 0.0;
                for (var i = 1; i < 4; i++)
                {
                    var (value, slope) = Gradient.ValueAndGradient(P, i * x, k);
                    sum += value * slope + Gradient.Jvp(P, x, sum, k).Tangent * Gradient.Of(static (double y, double k) => y * y * k, x, k * k);
                }
                return sum;
            }

            public static double[] Reverse(double x, double k)
            {
                var (dx, dk) = FGradient(x, k);
                return [dx, dk];
            }

            public static double[] Forward(double x, double k) => [FJvp(x, k, 1, 0).Tangent, FJvp(x, k, 0, 1).Tangent];
        }
        """;

    [Fact]
    public void They_are_the_same_without_optimizations()
    {
        var (plain, optimized) = (Run(Optimizations.None), Run(Optimizations.All));
        var (reverse, forward) = (Of(plain, "Reverse"), Of(plain, "Forward"));
        for (var i = 0; i < 2; i++)
        {
            // Sums of about a hundred products, in other orders.
            var slack = 1e-12 * Math.Abs(reverse[i]);
            Assert.Equal(reverse[i], forward[i], slack);
            Assert.Equal(reverse[i], Of(optimized, "Reverse")[i], slack);
            Assert.Equal(reverse[i], Of(optimized, "Forward")[i], slack);
        }

        const double Step = 1e-6;
        var f = optimized.Delegate<Func<double, double, double>>("Model", "F");
        Assert.Equal((f(0.4 + Step, 0.9) - f(0.4 - Step, 0.9)) / (2 * Step), reverse[0], 1e-7);
        Assert.Equal((f(0.4, 0.9 + Step) - f(0.4, 0.9 - Step)) / (2 * Step), reverse[1], 1e-7);
    }

    [Fact]
    public void Editing_the_function_differentiates_the_caller_only_if_its_contract_changes()
    {
        var steps = StepReasons.Between(Source, Source.Replace("Math.Sin(k * x) * x * x", "Math.Cos(k * x) * x"));
        Assert.Equal("Modified", steps.For("Differentiate", "P"));
        Assert.Equal("Cached", steps.For("Differentiate", "F"));
    }

    private static GeneratorRun Run(Optimizations optimizations) =>
        GeneratorHost.Run(Source, new GeneratorOptions { Generator = new DifferentiableGenerator { Optimizations = optimizations } });

    private static double[] Of(GeneratorRun run, string method) => run.Delegate<Func<double, double, double[]>>("Model", method)(0.4, 0.9);
}
