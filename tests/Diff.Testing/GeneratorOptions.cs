using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Testing;

/// <summary>What a test wants other than the default.</summary>
public sealed record GeneratorOptions
{
    public static readonly GeneratorOptions Default = new();

    /// <summary>Ids of the diagnostics (compiler, analyzer or generator) that the test asks for; all others fail it.</summary>
    public IReadOnlyList<string> Expect { get; init; } = [];

    /// <summary>The input is half-typed: compiler errors in the input's own files are fine. Generated files must still have none.</summary>
    public bool BrokenInput { get; init; }

    /// <summary>Compile with <c>checked</c> arithmetic.</summary>
    public bool Checked { get; init; }

    /// <summary>Allow unsafe code.</summary>
    public bool Unsafe { get; init; }

    public LanguageVersion Language { get; init; } = LanguageVersion.Preview;

    public string AssemblyName { get; init; } = "Program";

    /// <summary>Earlier runs whose assemblies this one references.</summary>
    public IReadOnlyList<GeneratorRun> Dependencies { get; init; } = [];

    /// <summary>Other generators that run beside this one.</summary>
    public IReadOnlyList<IIncrementalGenerator> OtherGenerators { get; init; } = [];

    /// <summary>Further references.</summary>
    public IReadOnlyList<MetadataReference> References { get; init; } = [];

    /// <summary>Skips the second run and its check that everything is cached, where thousands of programs are compiled.</summary>
    public bool RunOnce { get; init; }

    /// <summary>Another generator than the project's own, to test the host itself.</summary>
    public IIncrementalGenerator? Generator { get; init; }

    /// <summary>Skips the compiler's analysis of nulls, a third of its time, where thousands of programs are compiled.</summary>
    public bool SkipNullAnalysis { get; init; }

    /// <summary>Skips the analyzers.</summary>
    public bool SkipAnalyzers { get; init; }
}
