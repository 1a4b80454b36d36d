using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>The code of methods whose source is here.</summary>
internal static class SourceBodies
{
    /// <summary>What is written at the declaration of a method, of a partial one at that with the body; null if there is none.</summary>
    public static SyntaxNode? Declaration(IMethodSymbol method, CancellationToken cancellation = default) =>
        (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);

    /// <summary>Whether a constructor is that of a type declaration, <c>class C(double x)</c>.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);

    /// <summary>The body of a method; null if there is none, as of the constructor that a type declaration stands for.</summary>
    public static IOperation? Of(IMethodSymbol method, Compilation compilation, CancellationToken cancellation = default) =>
        Declaration(method, cancellation) is { } syntax
            ? compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancellation)
            : null;
}
