using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Diff.Generators.Emit;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Generators.Tests.Emit;

/// <summary>Bodies written by hand: printed, compiled without warnings, run.</summary>
internal static class Bodies
{
    private static readonly MetadataReference[] References = [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Tape).Assembly.Location)];

    /// <summary>The statements of a body whose parameters are value parameters and whose yields are returned.</summary>
    public static string Print(Block body, bool isChecked = false, TapeUse tape = TapeUse.None)
    {
        Verifier.Run(body);
        var writer = new CodeWriter();
        var parameters = body.Parameters.Select(parameter => new Coalesce.Fixed(parameter.Name, parameter.Type is not BufferType { Kind: BufferKind.Ref })).ToList();
        BodyEmitter.Run(body, new(parameters, [], [.. Enumerable.Range(0, body.Yields.Count)], tape, isChecked), writer);
        return writer.ToString();
    }

    /// <summary>A static method <c>F</c> with the body.</summary>
    public static string Method(Block body, bool isChecked = false, TapeUse tape = TapeUse.None, string name = "F")
    {
        var formals = body.Parameters.Select(parameter => parameter.Type is BufferType { Kind: BufferKind.Ref } cell ? $"ref {cell.Element.Name} {parameter.Name}" : $"{parameter.Type.Name} {parameter.Name}");
        var type = body.Yields.Count switch { 0 => "void", 1 => body.Yields[0].Type.Name, _ => $"({string.Join(", ", body.Yields.Select(yield => yield.Type.Name))})" };
        return $"public static {type} {name}({string.Join(", ", formals)})\n{{\n{Print(body, isChecked, tape)}}}\n";
    }

    /// <summary>Compiles members of a static class; fails on any warning.</summary>
    public static Type Compile(string members, bool isChecked = false) => CompileFile($"{Emitter.Suppressions}\n#nullable enable\npublic static class Generated\n{{\n{members}}}\n", isChecked).GetType("Generated")!;

    public static Assembly CompileFile(string text, bool isChecked = false)
    {
        var compilation = CSharpCompilation.Create(
            "Bodies",
            [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest))],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, checkOverflow: isChecked, optimizationLevel: OptimizationLevel.Release));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        var problems = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems) + "\n" + text);
        stream.Position = 0;
        return new AssemblyLoadContext("Bodies").LoadFromStream(stream);
    }

    /// <summary>Prints, compiles and calls.</summary>
    public static object? Run(Block body, params object?[] arguments) =>
        Compile(Method(body)).GetMethod("F")!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
