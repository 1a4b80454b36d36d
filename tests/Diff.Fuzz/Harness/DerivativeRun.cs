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
    readonly Compilation output;
    readonly byte[]? image;
    Assembly? assembly;

    DerivativeRun(ImmutableArray<SyntaxTree> inputs, Compilation output, Exception? exception)
    {
        (Inputs, this.output, Exception) = (inputs, output, exception);
        if (exception is not null) return;
        using var stream = new MemoryStream();
        var result = output.Emit(stream);
        Diagnostics = [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        image = result.Success ? stream.ToArray() : null;
    }

    /// <summary>What the generator threw: then it has generated nothing.</summary>
    public Exception? Exception { get; }

    public ImmutableArray<SyntaxTree> Inputs { get; }

    /// <summary>Errors and warnings, of inputs and generated files.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; } = [];

    public Assembly Assembly => assembly ??= new AssemblyLoadContext("Derivatives").LoadFromStream(new MemoryStream(image!));

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
        return new(inputs, output, driver.GetRunResult().Results[0].Exception);
    }

    /// <summary>Emitted again without some files and what was generated for them, which takes less time than generating the others again.</summary>
    public DerivativeRun Without(Func<SyntaxTree, bool> isLeftOut) =>
        new([.. Inputs.Where(tree => !isLeftOut(tree))], output.RemoveSyntaxTrees(output.SyntaxTrees.Where(isLeftOut)), null);
}
