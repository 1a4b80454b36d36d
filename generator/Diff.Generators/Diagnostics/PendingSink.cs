using Microsoft.CodeAnalysis;

namespace Diff.Generators.Diagnostics;

/// <summary>The sink of an attempt: keeps what is said until it is known whether the attempt counts.</summary>
internal sealed class PendingSink : IDiagnosticSink
{
    private readonly List<Action<IDiagnosticSink>> _said = [];

    public bool HasErrors { get; private set; }

    public void Report(DiagnosticDescriptor descriptor, SyntaxNodeOrToken where, params string[] arguments)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        _said.Add(sink => sink.Report(descriptor, where, arguments));
    }

    public void Refuse(DiagnosticDescriptor descriptor, params string[] arguments)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        _said.Add(sink => sink.Refuse(descriptor, arguments));
    }

    public void Locate(int expression, SyntaxNode node) => _said.Add(sink => sink.Locate(expression, node));

    /// <summary>Says all of it.</summary>
    public void PassOn(IDiagnosticSink sink)
    {
        foreach (var say in _said) say(sink);
    }
}
