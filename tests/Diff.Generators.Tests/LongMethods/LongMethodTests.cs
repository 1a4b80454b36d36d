using Diff.Generators.Tests.Diagnostics;
using Diff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Generators.Tests.LongMethods;

public sealed class LongMethodTests
{
    /// <summary>A run that is only looked at for what it makes; others check its output.</summary>
    private static readonly GeneratorOptions Quick = GeneratorOptions.Default with { RunOnce = true, SkipAnalyzers = true, SkipNullAnalysis = true };

    // Bytes allocated count the work, whatever else the machine does. A pass with a list per line that is as long as the method would double them at least.
    private const double Linear = 1.3;

    public static TheoryData<string> Shapes => LongMethods.Shapes.Names;

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Work_grows_with_the_length_of_a_method_not_with_its_square(string shape)
    {
        Work(shape, 10);
        var (once, fourfold) = (Work(shape, 60), Work(shape, 240));
        Assert.True(fourfold <= 4 * Linear * once, $"Four times the length is {fourfold / once:F1} times the work.");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_derivatives_of_a_long_method_are_those_of_the_path_taken(string shape)
    {
        var run = GeneratorHost.Run(LongMethods.Shapes.Source(shape, 70), Quick);
        var f = run.Delegate<Func<double, double>>("Long", "F");
        var gradient = run.Delegate<Func<double, double>>("Long", "FGradient");
        var jvp = run.Delegate<Func<double, double, (double Value, double Tangent)>>("Long", "FJvp");
        foreach (var x in new[] { -9.5, -1.05, 0.03, 0.3, 0.9, 1.7, 4.2, 8.4, 31.7 })
        {
            var (value, tangent) = jvp(x, 1);
            Assert.Equal(f(x), value);
            Near(gradient(x), tangent, 1e-12);
            // Central differences: truncation and rounding, amplified by iterated sines.
            const double step = 1e-6;
            Near((f(x + step) - f(x - step)) / (2 * step), tangent, 1e-4);
        }
    }

    private static void Near(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)), $"{actual} instead of {expected}.");

    // Each sum is twice the one before.
    [Fact]
    public void Integers_that_double_many_times_are_not_taken_apart_to_the_end()
    {
        var sums = string.Concat(Enumerable.Range(1, 60).Select(i => $"var k{i} = k{i - 1} + k{i - 1}; "));
        GeneratorHost.Run(Model.With($$"""
            [Differentiable]
            public static double F(double[] x)
            {
                var s = 0.0;
                for (var k0 = 0; k0 < 2; k0++) { {{sums}} x[k60 & 1] *= x[k60 - k60]; s += x[k60 * 0] * x[1]; }
                return s;
            }
            """), Quick);
    }

    private static double Work(string shape, int count)
    {
        var compilation = GeneratorHost.Compile([LongMethods.Shapes.Source(shape, count)], Quick);
        var driver = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
        var before = GC.GetAllocatedBytesForCurrentThread();
        driver.RunGenerators(compilation);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
