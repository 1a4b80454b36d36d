using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.CodeFixes;

/// <summary>A code fix for one diagnostic that rewrites one syntax tree.</summary>
public abstract class SyntaxFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds => [Descriptor.Id];

    /// <summary>The diagnostic.</summary>
    protected abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>What the menu says.</summary>
    protected abstract string Title { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null) return;
        var place = root.FindNode(context.Span, getInnermostNodeForTie: true);
        if (await Find(context.Document, place, context.CancellationToken).ConfigureAwait(false) is not { } found) return;
        if (context.Document.Project.Solution.GetDocument(found.SyntaxTree) is not { } document) return;
        context.RegisterCodeFix(CodeAction.Create(Title, cancellation => Apply(document, found, cancellation), GetType().Name),
            context.Diagnostics);
    }

    /// <summary>The node to rewrite, given the one under the diagnostic; null if there is nothing to fix.</summary>
    protected virtual Task<SyntaxNode?> Find(Document document, SyntaxNode place, CancellationToken cancellation) =>
        Task.FromResult<SyntaxNode?>(place);

    /// <summary>The tree with the fix.</summary>
    protected abstract SyntaxNode Fix(SyntaxNode root, SyntaxNode place);

    /// <summary><c>[name]</c>.</summary>
    private protected static AttributeListSyntax Attribute(string name) => SyntaxFactory.AttributeList(
        SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(SyntaxFactory.IdentifierName(name))));

    /// <summary>
    /// Marks a method or class <c>[Differentiable]</c> in a line of its own, and makes it and the types around it partial.
    /// </summary>
    private protected static SyntaxNode Mark(SyntaxNode root, MemberDeclarationSyntax member)
    {
        var end = member.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse().Take(1)
            .Prepend(SyntaxFactory.LineFeed);
        var attribute = Attribute("Differentiable").WithLeadingTrivia(member.GetLeadingTrivia()).WithTrailingTrivia(end);
        var bare = member.WithLeadingTrivia();
        if (bare is TypeDeclarationSyntax type && !type.Modifiers.Any(SyntaxKind.PartialKeyword)) bare = type.AddPartial();
        return PartialTypes.Replace(root, member, bare.WithAttributeLists(bare.AttributeLists.Insert(0, attribute)));
    }

    private async Task<Document> Apply(Document document, SyntaxNode place, CancellationToken cancellation)
    {
        var root = await place.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        return document.WithSyntaxRoot(Fix(root, place));
    }
}
