using Microsoft.CodeAnalysis;

namespace Diff.Testing;

/// <summary>The assembly of a compilation, emitted when it is first asked for: many tests only look at diagnostics or texts.</summary>
internal sealed class EmittedImage(Compilation output)
{
    private readonly Lazy<(IReadOnlyList<Diagnostic> Diagnostics, byte[]? Bytes)> _result = new(() => Emit(output));

    /// <summary>What the compiler says. Emitting stops before method bodies if a declaration is wrong.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _result.Value.Diagnostics;

    /// <summary>Null if there are errors.</summary>
    public byte[]? Bytes => _result.Value.Bytes;

    private static (IReadOnlyList<Diagnostic> Diagnostics, byte[]? Bytes) Emit(Compilation output)
    {
        using var image = new MemoryStream();
        var emitted = output.Emit(image);
        return emitted.Success ? (emitted.Diagnostics, image.ToArray()) : (output.GetDiagnostics(), null);
    }
}
