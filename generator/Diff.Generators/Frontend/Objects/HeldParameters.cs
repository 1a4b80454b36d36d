using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// Which parameters of a primary constructor may change after the object is made. Told by their names alone, anywhere in the type: one that
/// is never assigned is as good as a field that is <c>readonly</c>, and need not be recorded.
/// </summary>
internal sealed class HeldParameters
{
    private readonly Dictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    public bool Changes(IParameterSymbol held)
    {
        if (!_known.TryGetValue(held, out var changes))
            _known[held] = changes = Names(held.ContainingType, held.Name).Any(name => MayChange(name, held.Type.IsValueType));
        return changes;
    }

    /// <summary>How often a type mentions a name.</summary>
    public static int Mentions(INamedTypeSymbol type, string name) => Names(type, name).Count();

    private static IEnumerable<IdentifierNameSyntax> Names(INamedTypeSymbol type, string held) => type.DeclaringSyntaxReferences
        .SelectMany(reference => reference.GetSyntax().DescendantNodes()).OfType<IdentifierNameSyntax>()
        .Where(name => name.Identifier.ValueText == held);

    /// <param name="isValue">A struct may be changed by its members.</param>
    private static bool MayChange(IdentifierNameSyntax name, bool isValue) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        PrefixUnaryExpressionSyntax unary =>
            !unary.IsKind(SyntaxKind.UnaryMinusExpression) && !unary.IsKind(SyntaxKind.LogicalNotExpression),
        PostfixUnaryExpressionSyntax or RefExpressionSyntax => true,
        ArgumentSyntax argument => argument.RefKindKeyword.RawKind != 0 || argument.Parent is TupleExpressionSyntax,
        MemberAccessExpressionSyntax => isValue,
        _ => false,
    };
}
