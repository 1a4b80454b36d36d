using Diff.Testing;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0021
{
    private static readonly GeneratorOptions Beside = new() { OtherGenerators = [new Constants()] };

    [Fact]
    public void A_constant_that_another_generator_writes_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double {|DIFF0021:F|}(double x) => x * Generated.Two;
        """), Beside);

    [Fact]
    public void Generated_code_outside_the_method_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double F(double x, double two) => x * two;

        public static double G(double x) => F(x, Generated.Two);
        """), Beside);

    private sealed class Constants : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.CompilationProvider,
            static (output, _) => output.AddSource("Generated.g.cs", "public static class Generated { public static double Two => 2; }"));
    }
}
