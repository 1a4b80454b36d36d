using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Diagnostics;

/// <summary>The generator's sink: keeps the first error as a sentence, without any location.</summary>
internal sealed class RefusalSink : IDiagnosticSink
{
    public Refusal? First { get; private set; }

    public bool HasErrors => First is not null;

    public void Report(DiagnosticDescriptor descriptor, SyntaxNodeOrToken where, params string[] arguments) =>
        Refuse(descriptor, arguments);

    public void Refuse(DiagnosticDescriptor descriptor, params string[] arguments)
    {
        if (First is null && descriptor.DefaultSeverity == DiagnosticSeverity.Error) First = Descriptors.Refuse(descriptor, arguments);
    }

    public void Locate(int expression, SyntaxNode node)
    {
    }
}
