using System.Composition;
using Diff.Generators.Diagnostics;
using Diff.Generators.Frontend;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.CodeFixes;

/// <summary>
/// Adds <c>[Differentiable]</c> to a method that overrides or implements a differentiable one, and <c>partial</c> to its types; to its
/// class, if the other one is differentiable because its class is.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkBody)), Shared]
public sealed class MarkBody : SyntaxFix
{
    /// <inheritdoc/>
    protected override DiagnosticDescriptor Descriptor => Descriptors.Declared.UnmarkedBody;

    /// <inheritdoc/>
    protected override string Title => "Mark it [Differentiable]";

    /// <inheritdoc/>
    protected override async Task<SyntaxNode?> Find(Document document, SyntaxNode place, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (place is not MethodDeclarationSyntax || model?.GetDeclaredSymbol(place, cancellation) is not IMethodSymbol method) return null;
        if (!Dispatches.Overridden(method).Any(overridden => ObjectFields.IsMarked(overridden.ContainingType))) return place;
        return ObjectFields.IsMarked(method.ContainingType) ? null : place.Parent;
    }

    /// <inheritdoc/>
    protected override SyntaxNode Fix(SyntaxNode root, SyntaxNode place) => Mark(root, (MemberDeclarationSyntax)place);
}
