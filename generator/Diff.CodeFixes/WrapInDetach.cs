using System.Composition;
using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.CodeFixes;

/// <summary>Says that the derivative through a conversion to an integer is meant to be zero: <c>(int)Gradient.Detach(x)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WrapInDetach)), Shared]
public sealed class WrapInDetach : SyntaxFix
{
    /// <inheritdoc/>
    protected override DiagnosticDescriptor Descriptor => Descriptors.Suspicious.RoundTrip;

    /// <inheritdoc/>
    protected override string Title => "Wrap in Gradient.Detach";

    /// <inheritdoc/>
    protected override Task<SyntaxNode?> Find(Document document, SyntaxNode place, CancellationToken cancellation) =>
        Task.FromResult<SyntaxNode?>(place.DescendantNodesAndSelf().OfType<CastExpressionSyntax>().FirstOrDefault()?.Expression);

    /// <inheritdoc/>
    protected override SyntaxNode Fix(SyntaxNode root, SyntaxNode place)
    {
        var value = (ExpressionSyntax)place;
        var inner = value is ParenthesizedExpressionSyntax parenthesized ? parenthesized.Expression : value;
        var detached = SyntaxFactory.InvocationExpression(
            SyntaxFactory.ParseExpression("Gradient.Detach"),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(inner.WithoutTrivia()))));
        return root.ReplaceNode(value, detached.WithTriviaFrom(value));
    }
}
