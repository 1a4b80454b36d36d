using Microsoft.CodeAnalysis;

namespace Diff.Generators.Diagnostics;

/// <summary>
/// Where the front end says what it cannot do. The generator keeps the first error as a sentence; the analyzer reports
/// each diagnostic at its real location. One front end, two sinks.
/// </summary>
internal interface IDiagnosticSink
{
    /// <summary>Whether an error has been reported.</summary>
    bool HasErrors { get; }

    /// <summary>Reports under the exact node or token; <paramref name="arguments"/> fill the message's holes.</summary>
    void Report(DiagnosticDescriptor descriptor, SyntaxNodeOrToken where, params string[] arguments);

    /// <summary>Takes note of an error that is reported elsewhere.</summary>
    void Refuse(DiagnosticDescriptor descriptor, params string[] arguments);

    /// <summary>Remembers which syntax an expression ordinal of the IR stands for, so that later findings land under it.</summary>
    void Locate(int expression, SyntaxNode node);
}
