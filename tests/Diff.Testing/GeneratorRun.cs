using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Diff.Testing;

/// <summary>What a run of the generator produced; see <see cref="GeneratorHost"/>.</summary>
public sealed class GeneratorRun
{
    private readonly GeneratorOptions _options;
    private readonly EmittedImage _image;
    private readonly Lazy<Assembly> _assembly;

    internal GeneratorRun(
        GeneratorOptions options, Compilation output, IEnumerable<SyntaxTree> inputs, GeneratorDriverRunResult result,
        IEnumerable<Diagnostic> diagnostics, EmittedImage image)
    {
        _options = options;
        Output = output;
        Inputs = [.. inputs];
        Result = result.Results[0];
        Sources = Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
        Diagnostics = [.. diagnostics.Where(IsOurs).OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];
        _image = image;
        // The runtime optimizes what can be unloaded before its first call, which takes it seven times as long: this stays.
        _assembly = new(() => LoadInto(new AssemblyLoadContext(options.AssemblyName)));
    }

    /// <summary>The compilation with the generated files.</summary>
    public Compilation Output { get; }

    /// <summary>The test's own files, in order.</summary>
    public ImmutableArray<SyntaxTree> Inputs { get; }

    public GeneratorRunResult Result { get; }

    /// <summary>Generated texts by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; }

    /// <summary>All generated text, in the order of the hint names.</summary>
    public string Text => string.Join('\n', Sources.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value));

    /// <summary>
    /// All errors, all diagnostics of generator and analyzers, and the compiler's warnings in generated files, by position. The compiler's
    /// warnings about the test's own code are left out: they say nothing about the generator.
    /// </summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The emitted assembly as a reference for another run.</summary>
    public MetadataReference Reference => MetadataReference.CreateFromImage(Image);

    /// <summary>The texts under the diagnostics with an id, in order of position.</summary>
    public IReadOnlyList<string> Squiggles(string id) =>
        [.. Diagnostics.Where(d => d.Id == id).Select(d => d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan))];

    /// <summary>The sentences of the diagnostics with an id, in order of position.</summary>
    public IReadOnlyList<string> Messages(string id) =>
        [.. Diagnostics.Where(d => d.Id == id).Select(d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>The assembly, loaded with the dependencies into a context of its own.</summary>
    public Assembly Load() => _assembly.Value;

    /// <summary>A type of the loaded assembly, by full name.</summary>
    public Type Type(string name) => Load().GetType(name, throwOnError: true)!;

    /// <summary>A static method as a delegate; the overload follows from the delegate's parameters.</summary>
    /// <typeparam name="T">The delegate type.</typeparam>
    public T Delegate<T>(string type, string method) where T : Delegate
    {
        var parameters = typeof(T).GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType).ToArray();
        var found = Type(type).GetMethod(method, Flags, parameters);
        if (found is null) Assert.Fail($"{type} has no method {method}({string.Join(", ", parameters.Select(p => p.Name))}).");
        return found.CreateDelegate<T>();
    }

    /// <summary>Calls a static method that has no overloads, without the wrapping of exceptions.</summary>
    public object? Invoke(string type, string method, params object?[] arguments)
    {
        var found = Type(type).GetMethod(method, Flags);
        if (found is null) Assert.Fail($"{type} has no method {method}.");
        return found.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private const BindingFlags Flags = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    internal void RequireExpectedDiagnostics()
    {
        var unexpected = Diagnostics
            .Where(d => !_options.Expect.Contains(d.Id))
            .Where(d => !(_options.BrokenInput && d.Id.StartsWith("CS", StringComparison.Ordinal) && IsInput(d)))
            .ToArray();
        if (unexpected.Length > 0)
            Assert.Fail($"Diagnostics that the test did not ask for:\n{string.Join('\n', unexpected.Select(Describe))}");
        var missing = _options.Expect.Except(Diagnostics.Select(d => d.Id)).ToArray();
        if (missing.Length > 0) Assert.Fail($"Not reported: {string.Join(", ", missing)}.");
    }

    private bool IsOurs(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Error
        || !diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)
        || !IsInput(diagnostic);

    private bool IsInput(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree && Inputs.Contains(tree);

    private static string Describe(Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree) return diagnostic.ToString();
        var text = tree.GetText();
        return $"{diagnostic}\n    {text.Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).ToString().Trim()}";
    }

    private byte[] Image
    {
        get
        {
            if (_image.Bytes is null) Assert.Fail($"The output does not compile:\n{string.Join('\n', _image.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(Describe))}");
            return _image.Bytes;
        }
    }

    private Assembly LoadInto(AssemblyLoadContext context)
    {
        foreach (var dependency in _options.Dependencies)
            if (context.Assemblies.All(loaded => loaded.GetName().Name != dependency._options.AssemblyName)) dependency.LoadInto(context);
        return context.LoadFromStream(new MemoryStream(Image));
    }
}
