using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.CodeFixes;

/// <summary>Makes all types around a member partial.</summary>
internal static class PartialTypes
{
    public static SyntaxNode Make(SyntaxNode root, SyntaxNode member) => Replace(root, member, member);

    /// <summary>Makes the types around a member partial, and replaces the member itself.</summary>
    public static SyntaxNode Replace(SyntaxNode root, SyntaxNode member, SyntaxNode replacement)
    {
        var types = member.Ancestors().OfType<TypeDeclarationSyntax>().Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
            .ToList();
        return root.ReplaceNodes(types.Append(member), (original, rewritten) => original == member
            ? replacement
            : ((TypeDeclarationSyntax)rewritten).AddPartial());
    }

    public static TypeDeclarationSyntax AddPartial(this TypeDeclarationSyntax type)
    {
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? (TypeDeclarationSyntax)type.AddModifiers(partial)
            : type.WithKeyword(type.Keyword.WithLeadingTrivia())
                .WithModifiers(SyntaxFactory.TokenList(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia)));
    }
}
