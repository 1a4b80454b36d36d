using System.Diagnostics;
using Diff.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Benchmarks;

/// <summary>How long the generator takes on methods of growing length: linear, or the table shows it.</summary>
internal static class GenerationMode
{
    private const int Rounds = 15;

    /// <summary>As in an editor, where the generator has run before: the just-in-time compiler is done with it.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    private static readonly (string Name, Func<int, string> Source)[] Shapes =
    [
        ("locals, each used twice", Chain),
        ("early returns", count => Method("var s = x;", i => $"if (s > {i}) return s * {i}.5; s += System.Math.Sin(s);", count, "return s;")),
        ("breaks in a loop", count => Method("var s = x; for (var k = 0; k < 5; k++) {", i => $"if (s > {i}) break; s += System.Math.Sin(s);", count, "} return s;")),
        ("sections of a switch", count => Method("var s = x; switch ((int)Diff.Gradient.Detach(x)) {", i => $"case {i}: s = System.Math.Sin(s) * x; break;", count, "} return s;")),
        ("loops over local arrays", count => Method("var s = 0.0;", i => $"var y{i} = new double[9]; for (var i = 0; i < 9; i++) y{i}[i] = x * i; s += y{i}[{i % 9}];", count, "return s;")),
        ("methods that call each other", count => Class("[Diff.Differentiable] public static double F0(double x) => x;", i => $"[Diff.Differentiable] public static double F{i + 1}(double x) => F{i}(x) * x;", count)),
    ];

    public static void Run()
    {
        var chain = Compile(Chain(50));
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < WarmUp;) Generate(chain);
        Console.WriteLine($"{"",-32}{"count",8}{"milliseconds",14}{"µs each",10}");
        foreach (var (name, source) in Shapes)
        {
            foreach (var count in new[] { 50, 100, 200, 400 })
            {
                var compilation = Compile(source(count));
                var times = Enumerable.Range(0, Rounds).Select(_ => Generate(compilation)).Order().ToArray();
                var median = times[Rounds / 2].TotalMilliseconds;
                Console.WriteLine($"{name,-32}{count,8}{median,14:F2}{median * 1000 / count,10:F1}");
            }
        }
    }

    private static TimeSpan Generate(Compilation compilation)
    {
        var driver = CSharpGeneratorDriver.Create(new DifferentiableGenerator()).RunGenerators(compilation);
        var errors = driver.GetRunResult().Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors.Length > 0) throw new InvalidOperationException(errors[0].ToString());
        if (driver.GetRunResult().GeneratedTrees.IsEmpty) throw new InvalidOperationException("Nothing was generated.");
        return driver.GetTimingInfo().ElapsedTime;
    }

    private static CSharpCompilation Compile(string source) =>
        CSharpCompilation.Create(
            "Chain",
            [CSharpSyntaxTree.ParseText(source)],
            References().Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static IEnumerable<string> References() =>
        Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll")
            .Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll")
            .Append(typeof(DifferentiableAttribute).Assembly.Location);

    private static string Chain(int count) => Method("var x0 = x;", i => $"var x{i + 1} = System.Math.Sin(x{i}) * x{i};", count, $"return x{count};");

    private static string Method(string first, Func<int, string> line, int count, string last) =>
        $"public static partial class C {{ [Diff.Differentiable] public static double F(double x) {{ {first} {Lines(line, count)} {last} }} }}";

    private static string Class(string first, Func<int, string> line, int count) => $"public static partial class C {{ {first} {Lines(line, count)} }}";

    private static string Lines(Func<int, string> line, int count) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));
}
