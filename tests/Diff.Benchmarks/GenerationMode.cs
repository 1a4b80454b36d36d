using System.Diagnostics;
using System.Globalization;
using System.Text;
using Diff.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Benchmarks;

/// <summary>How long the generator takes on a chain of locals, each used twice: linear, or the table shows it.</summary>
internal static class GenerationMode
{
    private const int Rounds = 15;

    /// <summary>As in an editor, where the generator has run before: the just-in-time compiler is done with it.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static void Run()
    {
        Console.WriteLine($"{"locals",8}{"milliseconds",14}{"per local, µs",15}");
        var chain = Compile(Chain(50));
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < WarmUp;) Generate(chain);
        foreach (var locals in new[] { 50, 100, 200, 400 })
        {
            var compilation = Compile(Chain(locals));
            var times = Enumerable.Range(0, Rounds).Select(_ => Generate(compilation)).Order().ToArray();
            var median = times[Rounds / 2].TotalMilliseconds;
            Console.WriteLine($"{locals,8}{median,14:F2}{median * 1000 / locals,15:F1}");
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

    private static string Chain(int locals)
    {
        var source = new StringBuilder();
        source.Append("public static partial class Chain\n{\n    [Diff.Differentiable]\n    public static double F(double x0)\n    {\n");
        for (var i = 1; i <= locals; i++)
        {
            source.Append(CultureInfo.InvariantCulture, $"        var x{i} = System.Math.Sin(x{i - 1}) * x{i - 1};\n");
        }

        return source.Append(CultureInfo.InvariantCulture, $"        return x{locals};\n    }}\n}}\n").ToString();
    }
}
