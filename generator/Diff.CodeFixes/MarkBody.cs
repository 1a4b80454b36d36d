using System.Composition;
using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.CodeFixes;

/// <summary>Adds <c>[Differentiable]</c> to a method that overrides or implements a differentiable one, and <c>partial</c> to its types.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkBody)), Shared]
public sealed class MarkBody : SyntaxFix
{
    /// <inheritdoc/>
    protected override DiagnosticDescriptor Descriptor => Descriptors.Declared.UnmarkedBody;

    /// <inheritdoc/>
    protected override string Title => "Mark the method [Differentiable]";

    /// <inheritdoc/>
    protected override SyntaxNode Fix(SyntaxNode root, SyntaxNode place) => place is MethodDeclarationSyntax method ? Mark(root, method) : root;
}
