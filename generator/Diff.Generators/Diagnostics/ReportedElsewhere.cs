using Microsoft.CodeAnalysis;

namespace Diff.Generators.Diagnostics;

/// <summary>A sink for what another run of the front end reports: what is wrong is known, and said once.</summary>
internal sealed class ReportedElsewhere(IDiagnosticSink inner) : IDiagnosticSink
{
    public bool HasErrors => inner.HasErrors;

    public void Report(DiagnosticDescriptor descriptor, SyntaxNodeOrToken where, params string[] arguments) =>
        Refuse(descriptor, arguments);

    public void Refuse(DiagnosticDescriptor descriptor, params string[] arguments) => inner.Refuse(descriptor, arguments);

    public void Locate(int expression, SyntaxNode node) => inner.Locate(expression, node);
}
