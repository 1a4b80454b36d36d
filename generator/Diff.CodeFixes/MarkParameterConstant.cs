using System.Composition;
using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.CodeFixes;

/// <summary>Adds <c>[NoGradient]</c> to a parameter that cannot be differentiated.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkParameterConstant)), Shared]
public sealed class MarkParameterConstant : SyntaxFix
{
    /// <inheritdoc/>
    protected override DiagnosticDescriptor Descriptor => Descriptors.Declared.Parameter;

    /// <inheritdoc/>
    protected override string Title => "Treat the parameter as a constant with [NoGradient]";

    /// <inheritdoc/>
    protected override Task<SyntaxNode?> Find(Document document, SyntaxNode place, CancellationToken cancellation) =>
        Task.FromResult<SyntaxNode?>(place.FirstAncestorOrSelf<ParameterSyntax>());

    /// <inheritdoc/>
    protected override SyntaxNode Fix(SyntaxNode root, SyntaxNode place)
    {
        var parameter = (ParameterSyntax)place;
        var marked = parameter.WithLeadingTrivia().AddAttributeLists(Attribute("NoGradient").WithTrailingTrivia(SyntaxFactory.Space));
        return root.ReplaceNode(parameter, marked.WithLeadingTrivia(parameter.GetLeadingTrivia()));
    }
}
