using System.Runtime.CompilerServices;
using Diff.Generators.Transform;
using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>The classes of Diff.Tests that derive from each other, implement interfaces and hold arrays of objects, compiled with and without optimizations.</summary>
public class ObjectTests
{
    // Different orders of summation differ by a few roundings of the largest term.
    private const double Rounding = 1e-11;

    private static readonly string[] Files = [.. new[] { "Objects/Hierarchies.cs", "Objects/Tables.cs", "Objects/Models.cs", "Objects/Implemented/Potentials.cs", "Objects/Listed/Ensembles.cs", "Objects/Chosen/Switchboard.cs", "../Diff.Tests.Library/Slopes.cs", "Kernels/Vectors.cs" }.Select(name => File.ReadAllText(Path.Combine(Folder(), name)))];

    private static readonly Lazy<GeneratorRun> Optimized = new(() => Run(Optimizations.All));
    private static readonly Lazy<GeneratorRun> Plain = new(() => Run(Optimizations.None));

    private delegate void Copy(Span<double> numbers);

    [Theory]
    [InlineData("Cell", "Step")]
    [InlineData("Column", "Rise")]
    [InlineData("Stack", "Value")]
    [InlineData("Implemented.World", "Value")]
    [InlineData("Listed.Ensemble", "Value")]
    [InlineData("Chosen.Switchboard", "Value")]
    public void The_gradient_of_an_object_is_the_same_with_all_optimizations_off(string type, string method)
    {
        var (optimized, plain) = (Gradient(Optimized.Value, type, method), Gradient(Plain.Value, type, method));
        Assert.Equal(optimized.Length, plain.Length);
        Assert.All(optimized.Zip(plain), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, Rounding * Math.Max(1, Math.Abs(pair.First))));
    }

    private static double[] Gradient(GeneratorRun run, string name, string method)
    {
        var type = run.Type("Diff.Tests.Objects." + name);
        var model = type.GetConstructor([]) is { } plain ? plain.Invoke([]) : type.GetConstructor([typeof(int)])!.Invoke([3]);
        var both = (ITuple)type.GetMethod(method + "Gradient", [typeof(double)])!.Invoke(model, [0.7])!;
        var gradient = both[0]!;
        var numbers = new double[(int)gradient.GetType().GetProperty("Count")!.GetValue(gradient)!];
        gradient.GetType().GetMethod("CopyTo")!.CreateDelegate<Copy>(gradient)(numbers);
        return [.. numbers, (double)both[1]!];
    }

    private static GeneratorRun Run(Optimizations optimizations) =>
        GeneratorHost.Run(Files, GeneratorOptions.Default with { RunOnce = true, SkipAnalyzers = true, SkipNullAnalysis = true, Generator = new DifferentiableGenerator { Optimizations = optimizations } });

    private static string Folder([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../Diff.Tests"));
}
