using Microsoft.CodeAnalysis;

namespace Diff.Generators.Diagnostics;

/// <summary>The analyzer's sink: reports at real locations, and knows where each expression ordinal of the IR is.</summary>
internal sealed class LocatingSink(SemanticModel model, Action<Diagnostic> report) : IDiagnosticSink
{
    private static readonly HashSet<string> NamesCallee =
        [Descriptors.Unsupported.UnknownCallee.Id, Descriptors.Unsupported.DynamicDispatch.Id];

    private readonly Dictionary<int, SyntaxNode> _expressions = [];
    private readonly HashSet<(string Id, SyntaxNodeOrToken Where)> _reported = [];

    public bool HasErrors { get; private set; }

    public void Report(DiagnosticDescriptor descriptor, SyntaxNodeOrToken where, params string[] arguments)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        // A loop body that is lowered twice finds the same thing twice.
        if (!_reported.Add((descriptor.Id, where))) return;
        var related = NamesCallee.Contains(descriptor.Id) && where.AsNode() is { } node ? Declarations(node) : [];
        report(Diagnostic.Create(descriptor, where.GetLocation(), related, [.. arguments]));
    }

    public void Refuse(DiagnosticDescriptor descriptor, params string[] arguments) =>
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;

    public void Locate(int expression, SyntaxNode node) => _expressions[expression] = node;

    /// <summary>The syntax of an expression ordinal; null if it has none.</summary>
    public SyntaxNode? Find(int expression) => _expressions.TryGetValue(expression, out var node) ? node : null;

    /// <summary>Where the called method is declared, if that is in source: the next link of the call chain.</summary>
    private IEnumerable<Location> Declarations(SyntaxNode node) => node.SyntaxTree == model.SyntaxTree
        ? model.GetSymbolInfo(node).Symbol?.Locations.Where(location => location.IsInSource) ?? []
        : [];
}
