using System.Text;
using Diff.Generators.Transform;
using Diff.Testing;

namespace Diff.Generators.Tests.Tensors;

/// <summary>One program with a function for each method of <c>TensorPrimitives</c>, and for each way to overwrite an operand.</summary>
internal static class TensorProgram
{
    public delegate double Primal(double[] a, double[] w);

    public delegate double Vjp(double[] a, double[] w, double weight, Span<double> aGradient);

    public delegate (double Value, double Tangent) Jvp(double[] a, double[] w, ReadOnlySpan<double> aTangent);

    private static readonly Lazy<GeneratorRun> Optimized = new(() => Run(Optimizations.All));
    private static readonly Lazy<GeneratorRun> Plain = new(() => Run(Optimizations.None));

    public static GeneratorRun Of(bool isOptimized) => (isOptimized ? Optimized : Plain).Value;

    private static GeneratorRun Run(Optimizations optimizations)
    {
        var source = new StringBuilder("public static partial class Model\n{\n");
        foreach (var method in TensorMethod.All)
            foreach (var overwritten in method.Overwritable.Prepend(-1)) source.Append(method.Source(overwritten, order: 1));
        return GeneratorHost.RunUnchecked([source.Append('}').ToString()], new GeneratorOptions
        {
            AssemblyName = "Tensors" + (optimizations == Optimizations.All ? "" : "Plain"),
            Generator = new DifferentiableGenerator { Optimizations = optimizations },
            RunOnce = true,
            SkipAnalyzers = true,
            SkipNullAnalysis = true,
        });
    }
}
