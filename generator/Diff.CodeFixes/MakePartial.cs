using System.Composition;
using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Diff.CodeFixes;

/// <summary>Makes the type of a differentiable method, and the types around it, partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartial)), Shared]
public sealed class MakePartial : SyntaxFix
{
    /// <inheritdoc/>
    protected override DiagnosticDescriptor Descriptor => Descriptors.Declared.NotPartial;

    /// <inheritdoc/>
    protected override string Title => "Make the type partial";

    /// <inheritdoc/>
    protected override SyntaxNode Fix(SyntaxNode root, SyntaxNode place) => PartialTypes.Make(root, place);
}
