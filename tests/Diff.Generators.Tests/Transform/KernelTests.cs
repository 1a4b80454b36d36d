using System.Runtime.CompilerServices;
using Diff.Generators.Transform;
using Diff.Testing;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Tests.Transform;

/// <summary>The kernels of Diff.Tests, compiled with and without optimizations, alone, called by another method, as pullbacks, and with second derivatives.</summary>
public class KernelTests
{
    // Different orders of summation differ by a few roundings of the largest term.
    private const double Rounding = 1e-11;

    // Central differences of gradients with a step of 1e-5: truncation and rounding are about 1e-10 each; the kernels amplify that by less than 1e4.
    private const double Differences = 1e-6;

    private static readonly double[] X = [0.7, 1.3, -0.4, 2.1, 0.9, 0.35, -1.2, 1.6];

    private static readonly string[] Files = [.. Directory.GetFiles(Folder(), "*.cs").Where(path => !path.EndsWith("Tests.cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static readonly (string Type, string Name)[] Methods = [.. Files.SelectMany(FindKernels)];

    // What analyzers and the analysis of nulls say of the kernels, the build of Diff.Tests has said.
    private static readonly GeneratorOptions Quick = GeneratorOptions.Default with { RunOnce = true, SkipAnalyzers = true, SkipNullAnalysis = true };

    private static readonly Lazy<GeneratorRun> Plain = new(() => Run(Files, Optimizations.None));

    // The first derivatives of these are those of Diff.Tests, which compares them with differences.
    private static readonly Lazy<GeneratorRun> Optimized = new(() => Run(
        Files.Select(file => file.Replace("[Differentiable]", "[Differentiable(Order = 2)]", StringComparison.Ordinal)), Optimizations.All));

    public static TheoryData<string, string> Kernels { get; } = [.. Methods.Select(kernel => (kernel.Type, kernel.Name))];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_gradient_of_a_kernel_is_the_same_with_all_optimizations_off(string type, string name) =>
        Close(Gradient(Optimized.Value, $"Diff.Tests.Kernels.{type}", name), Gradient(Plain.Value, $"Diff.Tests.Kernels.{type}", name));

    // G = x0 (1 + F)²: the halves of F run twice, on the same tape.
    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_kernel_can_be_called_in_a_loop(string type, string name)
    {
        foreach (var run in new[] { Optimized.Value, Plain.Value })
        {
            var (value, gradient) = ValueAndGradient(run, $"Diff.Tests.Kernels.{type}", name);
            double[] expected = [.. gradient.Select((partial, i) => 2 * X[0] * (1 + value) * partial + (i == 0 ? (1 + value) * (1 + value) : 0))];
            Close(expected, Gradient(run, "Callers", $"{type}_{name}"));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_pullback_of_a_kernel_can_be_applied_twice(string type, string name)
    {
        foreach (var run in new[] { Optimized.Value, Plain.Value })
        {
            var twice = (double[][])run.Invoke("Callers", $"{type}_{name}_Twice", X)!;
            Assert.Equal(twice[0], twice[1]);
            Close(Gradient(run, $"Diff.Tests.Kernels.{type}", name), twice[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_Hessian_vector_product_of_a_kernel_is_the_change_of_its_gradient(string type, string name)
    {
        const double Step = 1e-5;
        double[] direction = [.. X.Select((_, i) => Math.Cos(i + 1))];
        var product = Optimized.Value.Type($"Diff.Tests.Kernels.{type}").GetMethod(name + "Hvp", [typeof(double[]), typeof(ReadOnlySpan<double>)])!.CreateDelegate<Product>();
        var (above, below) = (At(Step), At(-Step));
        double[] differences = [.. above.Zip(below, (a, b) => (a - b) / (2 * Step))];
        var scale = Math.Max(1, differences.Max(Math.Abs));
        Assert.All(differences.Zip(product([.. X], direction)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, Differences * scale));

        double[] At(double t) => ValueAndGradient(Optimized.Value, $"Diff.Tests.Kernels.{type}", name, [.. X.Zip(direction, (x, d) => x + t * d)]).Gradient;
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_column_of_the_Hessian_of_a_kernel_is_its_product_with_a_unit_vector(string type, string name)
    {
        var kernel = Optimized.Value.Type($"Diff.Tests.Kernels.{type}");
        var product = kernel.GetMethod(name + "Hvp", [typeof(double[]), typeof(ReadOnlySpan<double>)])!.CreateDelegate<Product>();
        var hessian = (double[,])kernel.GetMethod(name + "Hessian", [typeof(double[])])!.Invoke(null, [X])!;
        for (var column = 0; column < X.Length; column++)
        {
            double[] unit = [.. X.Select((_, i) => i == column ? 1.0 : 0)];
            Close([.. product([.. X], unit).Take(column + 1)], [.. Enumerable.Range(0, column + 1).Select(row => hessian[row, column])]);
            Assert.All(Enumerable.Range(0, column), row => Assert.Equal(hessian[row, column], hessian[column, row]));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_tangent_of_the_tangent_of_a_kernel_is_its_Hessian_between_two_directions(string type, string name)
    {
        double[] direction = [.. X.Select((_, i) => Math.Cos(i + 1))];
        double[] other = [.. X.Select((_, i) => Math.Sin(i + 1))];
        double[] change = [.. X.Select((_, i) => 1.0 / (i + 1))];
        var kernel = Optimized.Value.Type($"Diff.Tests.Kernels.{type}");
        var product = kernel.GetMethod(name + "Hvp", [typeof(double[]), typeof(ReadOnlySpan<double>)])!.CreateDelegate<Product>();
        var tangents = kernel.GetMethod(name + "__JvpTangent")!.CreateDelegate<Tangents>()([.. X], direction, other, change);
        var (value, gradient) = ValueAndGradient(Optimized.Value, kernel.FullName!, name);
        Assert.Equal(value, tangents.Value);
        Close([Dot(gradient, direction), Dot(gradient, other), Dot(product([.. X], direction), other) + Dot(gradient, change)], [tangents.Tangent, tangents.ValueDot, tangents.TangentDot]);

        static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();
    }

    [Fact]
    public void Second_derivatives_make_no_generated_file_more_than_four_times_as_long()
    {
        var once = GeneratorHost.Generate(Files);
        Assert.All(once, file => Assert.InRange(Optimized.Value.Sources[file.Key].Length, file.Value.Length, 4 * file.Value.Length));
    }

    private delegate double[] Product(double[] x, ReadOnlySpan<double> direction);

    private delegate (double Value, double Tangent, double ValueDot, double TangentDot) Tangents(double[] x, ReadOnlySpan<double> tangent, ReadOnlySpan<double> dot, ReadOnlySpan<double> tangentDot);

    private static GeneratorRun Run(IEnumerable<string> files, Optimizations optimizations) => GeneratorHost.Run(
        [.. files, Callers()], Quick with { Generator = new DifferentiableGenerator { Optimizations = optimizations } });

    private static string Callers() => $$"""
        public static partial class Callers
        {
        {{string.Join('\n', Methods.Select(kernel => $$"""
                [Differentiable]
                public static double {{kernel.Type}}_{{kernel.Name}}(double[] x)
                {
                    var s = x[0];
                    for (var k = 0; k < 2; k++) s *= 1 + Diff.Tests.Kernels.{{kernel.Type}}.{{kernel.Name}}(x);
                    return s;
                }

                public static double[][] {{kernel.Type}}_{{kernel.Name}}_Twice(double[] x)
                {
                    using var pullback = Diff.Tests.Kernels.{{kernel.Type}}.{{kernel.Name}}WithPullback(x);
                    return [pullback.Gradient(1), pullback.Gradient(1)];
                }
            """))}}
        }
        """;

    private static IEnumerable<(string Type, string Name)> FindKernels(string source) => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        .Where(method => method.AttributeLists.Count > 0 && method.ReturnType.ToString() == "double" && method.ParameterList.Parameters is [var only] && only.Type!.ToString() == "double[]")
        .Select(method => (((ClassDeclarationSyntax)method.Parent!).Identifier.Text, method.Identifier.Text));

    private static (double Value, double[] Gradient) ValueAndGradient(GeneratorRun run, string type, string name, double[]? x = null) =>
        ((double, double[]))run.Type(type).GetMethod(name + "ValueAndGradient", [typeof(double[])])!.Invoke(null, [x ?? X])!;

    private static double[] Gradient(GeneratorRun run, string type, string name) => ValueAndGradient(run, type, name).Gradient;

    private static void Close(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, Rounding * Math.Max(1, Math.Abs(pair.First))));

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "../../Diff.Tests/Kernels");
}
