using System.Runtime.CompilerServices;
using Diff.Generators.Transform;
using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>The bundled functions of Diff.Tests with all other optimizations off, and which methods are bundled at all.</summary>
public class BundleTests
{
    private static readonly double[] X = [0.7, 1.3, -0.4, 0.9, 0.25, -1.1];

    private static readonly Lazy<GeneratorRun> Plain = new(() => GeneratorHost.Run(
        [File.ReadAllText(Source())], GeneratorOptions.Default with { Generator = new DifferentiableGenerator { Optimizations = Optimizations.None with { Bundle = true } } }));

    private delegate double[] Product(double[] x, ReadOnlySpan<double> direction);

    [Theory]
    [InlineData("Leaves")]
    [InlineData("Diffuses")]
    public void Each_lane_is_a_direction_without_other_optimizations(string name)
    {
        var type = Plain.Value.Type("Diff.Tests.SecondOrder.Bundles");
        Assert.NotNull(type.GetMethod(name + "__HvpBundle"));
        var hessian = (double[,])type.GetMethod(name + "Hessian")!.Invoke(null, [X])!;
        var product = type.GetMethod(name + "Hvp", [typeof(double[]), typeof(ReadOnlySpan<double>)])!.CreateDelegate<Product>();
        for (var column = 0; column < X.Length; column++)
        {
            var expected = product([.. X], [.. X.Select((_, i) => i == column ? 1.0 : 0)]);
            Assert.All(Enumerable.Range(0, column + 1), row => Assert.Equal(expected[row], hessian[row, column]));
        }
    }

    [Theory]
    [InlineData("[Differentiable(Order = 2)] public static double F(double[] x) => x[0] * x[1];", true)]
    [InlineData("[Differentiable(Order = 2)] public static double F(double x, double y) => x * y;", false)]
    [InlineData("[Differentiable(Order = 2)] public static float F(float[] x) => x[0] * x[1];", false)]
    [InlineData("[Differentiable(Order = 2)] public static double F(double[,] x) => x[0, 0] * x[0, 1];", false)]
    [InlineData("[Differentiable(Order = 2)] public static double F((double A, double B, double C) x) => x.A * x.B * x.C;", false)]
    [InlineData("[Differentiable(Order = 2)] public static double F(double[] x) { System.Console.Write(1); return x[0] * x[1]; }", false)]
    [InlineData("[Differentiable] public static double[] F(double[] x) => [x[0] * x[1], x[0]];", true)]
    [InlineData("[Differentiable] public static double F(double[] x) => x[0] * x[1];", false)]
    [InlineData("[Differentiable] public static (double, double, double) F(double x, double y) => (x * y, x, y);", false)]
    public void Doubles_without_effects_are_bundled(string method, bool isBundled) =>
        Assert.Equal(isBundled, GeneratorHost.Run($"public static partial class Model {{ {method} }}").Text.Contains("Bundle(", StringComparison.Ordinal));

    private static string Source([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "../../Diff.Tests/SecondOrder/Bundles.cs");
}
