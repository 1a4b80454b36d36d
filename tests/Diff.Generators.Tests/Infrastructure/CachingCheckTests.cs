using Diff.Testing;
using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace Diff.Generators.Tests.Infrastructure;

/// <summary>The host's own checks, on small generators that break them.</summary>
public sealed class CachingCheckTests
{
    private const string Source = "public static partial class Model { [Differentiable] public static double F(double x) => x; }";

    private sealed record Named(string Name, object? Extra);

    /// <summary>Writes a class per marked method; <paramref name="extra"/> becomes part of the step's value.</summary>
    private sealed class Stub(Func<GeneratorAttributeSyntaxContext, object?> extra, string body = "") : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.SyntaxProvider
                .ForAttributeWithMetadataName(
                    "Diff.DifferentiableAttribute", (_, _) => true, (c, _) => new Named(c.TargetSymbol.Name, extra(c)))
                .WithTrackingName("Lower"),
            (output, named) => output.AddSource($"{named.Name}.g.cs", $"internal static class {named.Name}Generated {{ {body} }}"));
    }

    [Fact]
    public void A_step_that_is_equal_by_value_passes()
    {
        var run = GeneratorHost.Run(Source, new GeneratorOptions { Generator = new Stub(_ => null) });
        Assert.Contains("class FGenerated", run.Sources["F.g.cs"]);
    }

    [Fact]
    public void A_step_that_is_never_equal_fails()
    {
        var options = new GeneratorOptions { Generator = new Stub(_ => new object()) };
        var message = Assert.ThrowsAny<XunitException>(() => GeneratorHost.Run(Source, options)).Message;
        Assert.Contains("Lower of F: Modified", message);
        Assert.Contains("SourceOutput", message);
    }

    [Fact]
    public void A_warning_in_generated_code_fails()
    {
        var options = new GeneratorOptions { Generator = new Stub(_ => null, "static void M() { int unused; }") };
        Assert.Contains("CS0168", Assert.ThrowsAny<XunitException>(() => GeneratorHost.Run(Source, options)).Message);
    }

    [Fact]
    public void An_exception_in_the_generator_fails()
    {
        var options = new GeneratorOptions { Generator = new Stub(_ => throw new InvalidOperationException("broken")) };
        Assert.Contains("broken", Assert.ThrowsAny<XunitException>(() => GeneratorHost.Run(Source, options)).Message);
    }

    [Fact]
    public void Reasons_are_told_per_step_and_method()
    {
        const string two = "partial class Model { [Differentiable] static double F(double x) => x; [Differentiable] static double G(double x) => x; }";
        var options = new GeneratorOptions { Generator = new Stub(c => c.TargetNode.ToString()) };
        var steps = StepReasons.Between(two, two.Replace("G(double x) => x", "G(double x) => 2 * x"), options);
        Assert.Equal("Unchanged", steps.For("Lower", "F"));
        Assert.Equal("Modified", steps.For("Lower", "G"));
        Assert.Equal("", steps.For("Lower", "H"));
    }
}
