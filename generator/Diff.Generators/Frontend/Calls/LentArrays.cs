using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// Local names of arrays and collections that a method or property of the project has given, and that an object may hold.
/// <code>
/// var w = Weights(); w[0] = 1;   →   may        var y = new double[3]; y[0] = 1;   →   cannot
/// </code>
/// </summary>
internal static class LentArrays
{
    /// <summary>Whether what is assigned is an element of such a local.</summary>
    public static bool IsElementOfOne(ExpressionSyntax target, IMethodSymbol method, SyntaxNode declaration) =>
        target is ElementAccessExpressionSyntax && Root(target) is { Identifier.ValueText: var name }
            && method.ContainingAssembly is ISourceAssemblySymbol { Compilation: var compilation }
            && compilation.GetSemanticModel(declaration.SyntaxTree) is var model
            && declaration.DescendantNodes().Select(node => Given(node, name)).OfType<ExpressionSyntax>()
                .Any(value => IsLent(value, model) || ReceiverAliases.IsThroughOne(value, method, declaration));

    private static IdentifierNameSyntax? Root(ExpressionSyntax target) => target switch
    {
        ElementAccessExpressionSyntax element => Root(element.Expression),
        ParenthesizedExpressionSyntax parenthesized => Root(parenthesized.Expression),
        _ => target as IdentifierNameSyntax,
    };

    /// <summary>What a node gives to the variable of a name.</summary>
    public static ExpressionSyntax? Given(SyntaxNode node, string name) => node switch
    {
        VariableDeclaratorSyntax { Identifier.ValueText: var declared } local when declared == name => local.Initializer?.Value,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var assigned } } assignment
            when assigned == name => assignment.Right,
        _ => null,
    };

    private static bool IsLent(ExpressionSyntax value, SemanticModel model) => value switch
    {
        ParenthesizedExpressionSyntax or CastExpressionSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax
            or PostfixUnaryExpressionSyntax => value.ChildNodes().OfType<ExpressionSyntax>().Any(part => IsLent(part, model)),
        InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax => model.GetSymbolInfo(value).Symbol is
            (IMethodSymbol { MethodKind: not MethodKind.LocalFunction } or IPropertySymbol)
            and { ContainingAssembly: ISourceAssemblySymbol },
        _ => false,
    };
}
