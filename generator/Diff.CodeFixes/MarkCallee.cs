using System.Composition;
using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.CodeFixes;

/// <summary>Adds <c>[Differentiable]</c> to the called method, and <c>partial</c> to its types, where they are in source.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkCallee)), Shared]
public sealed class MarkCallee : SyntaxFix
{
    /// <inheritdoc/>
    protected override DiagnosticDescriptor Descriptor => Descriptors.Unsupported.UnknownCallee;

    /// <inheritdoc/>
    protected override string Title => "Mark the called method [Differentiable]";

    /// <inheritdoc/>
    protected override async Task<SyntaxNode?> Find(Document document, SyntaxNode place, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var symbol = model?.GetSymbolInfo(place, cancellation).Symbol?.OriginalDefinition;
        symbol = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol;
        return symbol?.DeclaringSyntaxReferences.FirstOrDefault() is { } reference
            ? await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false) as MethodDeclarationSyntax
            : null;
    }

    /// <inheritdoc/>
    protected override SyntaxNode Fix(SyntaxNode root, SyntaxNode place) => Mark(root, (MethodDeclarationSyntax)place);
}
