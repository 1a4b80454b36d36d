using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Diff.Generators;
using Diff.Generators.Transform;
using Diff.Testing;
using Microsoft.CodeAnalysis;

namespace Diff.Fuzz.Harness;

/// <summary>
/// One run of the generator over many files, bound and emitted once. The analyzer is left out: a refused method still has members, and those
/// throw the refusal. Inputs are the given files, in order; <see cref="Assembly"/> exists if there is no error.
/// </summary>
sealed class DerivativeRun
{
    readonly byte[]? image;
    Assembly? assembly;

    DerivativeRun(Exception? exception, ImmutableArray<SyntaxTree> inputs, ImmutableArray<Diagnostic> diagnostics, byte[]? image)
    {
        (Exception, Inputs, Diagnostics) = (exception, inputs, diagnostics);
        this.image = image;
    }

    /// <summary>What the generator threw: then it has generated nothing.</summary>
    public Exception? Exception { get; }

    public ImmutableArray<SyntaxTree> Inputs { get; }

    /// <summary>Errors and warnings, of inputs and generated files.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public Assembly Assembly => assembly ??= new AssemblyLoadContext("Derivatives", isCollectible: true).LoadFromStream(new MemoryStream(image!));

    public static DerivativeRun Of(IReadOnlyList<string> sources, bool isOptimized, bool checksNulls)
    {
        var options = GeneratorOptions.Default with
        {
            References = [PrimalBatch.Streams],
            Generator = new DifferentiableGenerator { Optimizations = isOptimized ? Optimizations.All : Optimizations.None },
            SkipNullAnalysis = !checksNulls,
        };
        var compilation = GeneratorHost.Compile(sources, options);
        var inputs = compilation.SyntaxTrees.Take(sources.Count).ToImmutableArray();
        var driver = GeneratorHost.Driver(compilation, options).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        if (driver.GetRunResult().Results[0].Exception is { } exception) return new(exception, inputs, [], null);
        using var stream = new MemoryStream();
        var result = output.Emit(stream);
        var diagnostics = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToImmutableArray();
        return new(null, inputs, diagnostics, result.Success ? stream.ToArray() : null);
    }
}
