using Diff.Fuzz.Language;
using Diff.Fuzz.Printing;
using Diff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Fuzz.Harness;

/// <summary>Compiles programs as they are, without the generator: what C# itself accepts and calculates.</summary>
public static class PrimalBatch
{
    public static readonly MetadataReference Streams = MetadataReference.CreateFromFile(typeof(ArgumentReader).Assembly.Location);

    /// <summary>The C# errors of each program that has any; the generator of programs is careful, not perfect.</summary>
    public static IReadOnlyDictionary<FuzzProgram, string> Errors(IReadOnlyList<FuzzProgram> programs)
    {
        var compilation = Compile([.. programs.Select(ProgramPrinter.Print)]);
        return programs
            .Select((program, k) => (program, Errors: compilation.GetSemanticModel(compilation.SyntaxTrees[k]).GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)))
            .Where(pair => pair.Errors.Any())
            .ToDictionary(pair => pair.program, pair => string.Join('\n', pair.Errors));
    }

    public static System.Reflection.Assembly Load(IReadOnlyList<FuzzProgram> programs)
    {
        var compilation = Compile([.. programs.Select(ProgramPrinter.Print), .. programs.Select(program => HarnessPrinter.Print(program, withDerivatives: false))]);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return new System.Runtime.Loader.AssemblyLoadContext("Primal", isCollectible: true).LoadFromStream(image);
    }

    static CSharpCompilation Compile(IReadOnlyList<string> sources) =>
        GeneratorHost.Compile(sources, GeneratorOptions.Default with { References = [Streams] });
}
