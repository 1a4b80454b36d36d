using System.Reflection;
using System.Runtime.Loader;
using Diff.Fuzz.Language;
using Diff.Fuzz.Printing;
using Diff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Diff.Fuzz.Harness;

/// <summary>Compiles programs as they are, without the generator: what C# itself accepts and calculates.</summary>
public sealed class PrimalBatch
{
    public static readonly MetadataReference Streams = MetadataReference.CreateFromFile(typeof(ArgumentReader).Assembly.Location);
    readonly Dictionary<string, string> rejected = [];
    readonly Assembly assembly;

    public PrimalBatch(IReadOnlyList<FuzzProgram> programs)
    {
        using var image = new MemoryStream();
        while (true)
        {
            var open = programs.Where(program => !rejected.ContainsKey(program.Name)).ToArray();
            var compilation = Compile(open);
            image.SetLength(0);
            var result = compilation.Emit(image);
            if (result.Success) break;
            Reject(compilation, open, result);
        }

        image.Position = 0;
        assembly = new AssemblyLoadContext("Primal").LoadFromStream(image);
    }

    /// <summary>The C# errors of a program, or null; the generator of programs is careful, not perfect.</summary>
    public string? Rejection(FuzzProgram program) => rejected.GetValueOrDefault(program.Name);

    public Compiled Harness(FuzzProgram program) => new(assembly, program);

    void Reject(CSharpCompilation compilation, FuzzProgram[] programs, EmitResult result)
    {
        foreach (var error in result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            var position = compilation.SyntaxTrees.IndexOf((SyntaxTree)error.Location.SourceTree!);
            var name = programs[position % programs.Length].Name;
            rejected[name] = $"{rejected.GetValueOrDefault(name)}{error}\n";
        }
    }

    static CSharpCompilation Compile(FuzzProgram[] programs) => GeneratorHost.Compile(
        [.. programs.Select(ProgramPrinter.Print), .. programs.Select(program => HarnessPrinter.Print(program, withDerivatives: false))],
        GeneratorOptions.Default with { References = [Streams] });
}
