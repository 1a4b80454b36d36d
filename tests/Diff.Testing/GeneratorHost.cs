using System.Collections.Immutable;
using System.Numerics.Tensors;
using Basic.Reference.Assemblies;
using Diff.Generators;
using Diff.Generators.Diagnostics;
using Diff.Generators.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Diff.Testing;

// How to use it:
//   var run = GeneratorHost.Run(source);                               one file; fails on any diagnostic, on uncached steps
//   var run = GeneratorHost.Run([source, other], options);             several files, options
//   run.Text, run.Sources["Hint.g.cs"]                                 what was generated
//   run.Delegate<Func<double, double>>("Model", "FGradient")(2.0)      run it
//   run.Squiggles("DIFF0001")                                          the texts under a diagnostic asked for in options.Expect
//   GeneratorHost.Diagnostics("… {|DIFF0001:expression|} …")           checks ids and places from markup
//   StepReasons.Between(before, after)                                 caching, per step and method

/// <summary>Runs the generator and the analyzers over C# text the way the compiler does, and checks what every run must fulfil.</summary>
public static class GeneratorHost
{
    // Implicit usings, as a project has them.
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.Linq; global using Diff;";

    private static readonly ImmutableArray<MetadataReference> Platform =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(DifferentiableAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(TensorPrimitives).Assembly.Location),
    ];

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(DifferentiableGenerator).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static readonly string Failed = Descriptors.Unsupported.Unforeseen.Id;

    /// <summary>Runs over one file.</summary>
    public static GeneratorRun Run(string source, GeneratorOptions? options = null) => Run([source], options);

    /// <summary>
    /// Runs over several files, twice. Checks that the second run, after an edit to an unrelated file, is fully cached; that the output
    /// compiles, generated files without any warning; and that the diagnostics are those asked for.
    /// </summary>
    public static GeneratorRun Run(IReadOnlyList<string> sources, GeneratorOptions? options = null)
    {
        var run = RunUnchecked(sources, options);
        run.RequireExpectedDiagnostics();
        return run;
    }

    /// <summary>Runs over one file with markup <c>{|ID:expression|}</c> and checks that exactly these diagnostics are reported, there.</summary>
    public static GeneratorRun Diagnostics(string markup, GeneratorOptions? options = null)
    {
        var (source, marks) = Markup.Parse(markup);
        var run = Run(source, (options ?? GeneratorOptions.Default) with { Expect = [.. marks.Select(mark => mark.Id)] });
        var actual = run.Diagnostics
            .Where(d => d.Location.SourceTree == run.Inputs[0])
            .Select(d => new Mark(d.Id, d.Location.SourceSpan))
            .OrderBy(mark => mark.Span.Start).ThenBy(mark => mark.Id, StringComparer.Ordinal);
        Assert.Equal(Describe(marks, source), Describe(actual, source));
        return run;
    }

    /// <summary>Runs as <see cref="Run(IReadOnlyList{string}, GeneratorOptions?)"/> does, but accepts any diagnostic.</summary>
    public static GeneratorRun RunUnchecked(IReadOnlyList<string> sources, GeneratorOptions? options = null)
    {
        options ??= GeneratorOptions.Default;
        var compilation = Compile(sources, options);
        var driver = Driver(compilation, options).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var result = driver.GetRunResult();
        RequireNoException(result);
        if (!options.RunOnce) RequireCached(driver, compilation);
        var image = new EmittedImage(output);
        return new GeneratorRun(options, output, compilation.SyntaxTrees.Take(sources.Count), result, [.. result.Diagnostics, .. Check(output, image, options)], image);
    }

    /// <summary>Only generates: the texts by hint name, neither compiled nor checked.</summary>
    public static IReadOnlyDictionary<string, string> Generate(IReadOnlyList<string> sources)
    {
        var compilation = Compile(sources, GeneratorOptions.Default);
        var result = Driver(compilation, GeneratorOptions.Default).RunGenerators(compilation).GetRunResult();
        RequireNoException(result);
        return result.Results[0].GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
    }

    /// <summary>Runs generator and analyzers over one file that may be broken, and checks only that none of them throws.</summary>
    public static void RequireNoCrash(string source)
    {
        var options = GeneratorOptions.Default with { SkipNullAnalysis = true };
        var compilation = Compile([source], options);
        var driver = Driver(compilation, options).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        RequireNoException(driver.GetRunResult());
        Analyze(output);
    }

    /// <summary>A driver that tracks its steps.</summary>
    internal static GeneratorDriver Driver(CSharpCompilation compilation, GeneratorOptions options) => CSharpGeneratorDriver.Create(
        [(options.Generator ?? new DifferentiableGenerator()).AsSourceGenerator(), .. options.OtherGenerators.Select(GeneratorExtensions.AsSourceGenerator)],
        parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>A compilation of the files, then the implicit usings, then an unrelated file.</summary>
    internal static CSharpCompilation Compile(IReadOnlyList<string> sources, GeneratorOptions options)
    {
        var parse = new CSharpParseOptions(options.Language)
            .WithFeatures([
                new("InterceptorsNamespaces", "Diff.Generated"),
                .. options.SkipNullAnalysis ? [new("run-nullable-analysis", "never")] : Array.Empty<KeyValuePair<string, string>>(),
            ]);
        var trees = sources.Select((source, i) => Parse(source, $"Source{i}.cs"))
            .Append(Parse(Usings, "Usings.cs"))
            .Append(Parse("internal static class Unrelated;", "Unrelated.cs"));
        return CSharpCompilation.Create(
            options.AssemblyName,
            trees,
            [.. Platform, .. options.References, .. options.Dependencies.Select(dependency => dependency.Reference)],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                checkOverflow: options.Checked,
                allowUnsafe: options.Unsafe,
                nullableContextOptions: NullableContextOptions.Enable,
                deterministic: true));

        SyntaxTree Parse(string text, string path) =>
            CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), parse, path);
    }

    private static void RequireNoException(GeneratorDriverRunResult result)
    {
        if (result.Results[0].Exception is { } exception) Assert.Fail($"The generator threw: {exception}");
        // A refused member says the id of its refusal.
        if (result.Results[0].GeneratedSources.FirstOrDefault(source => source.SourceText.ToString().Contains(Failed, StringComparison.Ordinal)) is { SourceText: { } text })
            Assert.Fail($"The compiler failed: {text}");
    }

    private static void RequireCached(GeneratorDriver driver, CSharpCompilation compilation)
    {
        var unrelated = compilation.SyntaxTrees[^1];
        var edited = unrelated.WithChangedText(SourceText.From("internal static class Unrelated { /* edited */ }"));
        var again = driver.RunGenerators(compilation.ReplaceSyntaxTree(unrelated, edited)).GetRunResult().Results[0];
        var changed = StepReasons.Of(again).Where(step => !step.IsCached).ToArray();
        if (changed.Length > 0)
            Assert.Fail("An edit to an unrelated file runs again:\n" + string.Join('\n', changed.Select(step => step.ToString())));
    }

    // The compiler and the analyzers look at the bodies together. Only emitting finds what is wrong with an interceptor.
    private static IEnumerable<Diagnostic> Check(Compilation output, EmittedImage image, GeneratorOptions options)
    {
        var diagnostics = options.SkipAnalyzers ? image.Diagnostics : Analyze(output);
        if (!diagnostics.Any(IsError) && output.SyntaxTrees.Any(tree => tree.FilePath.EndsWith(Interceptors.HintName, StringComparison.Ordinal)))
            diagnostics = [.. diagnostics, .. image.Diagnostics.Where(IsError)];
        return diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning || !d.Id.StartsWith("CS", StringComparison.Ordinal));
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    /// <summary>What the compiler and the analyzers say.</summary>
    private static IReadOnlyList<Diagnostic> Analyze(Compilation output)
    {
        if (Analyzers.IsEmpty) return output.GetDiagnostics();
        var exceptions = new List<string>();
        var analysis = new CompilationWithAnalyzers(output, Analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            (exception, analyzer, _) => exceptions.Add($"{analyzer.GetType().Name} threw: {exception}"),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false));
        var diagnostics = analysis.GetAllDiagnosticsAsync().GetAwaiter().GetResult();
        if (exceptions.Count > 0) Assert.Fail(string.Join('\n', exceptions));
        if (diagnostics.FirstOrDefault(d => d.Id == Failed) is { } failure) Assert.Fail(failure.ToString());
        return diagnostics;
    }

    private static string Describe(IEnumerable<Mark> marks, string source) =>
        string.Join('\n', marks.Select(mark => $"{mark.Id} at {mark.Span.Start}: {source.Substring(mark.Span.Start, mark.Span.Length)}"));
}
