using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Query expressions with several variables that have nothing to do with what is differentiated: printed whole, for the objects that C#
/// hands from one clause to the next have no names.
/// <code>
/// (from a in names let n = a.Length where n > 2 orderby n select a).First()
/// </code>
/// </summary>
internal static class InertQueries
{
    private static readonly string[] Parameters = ["Gradient", "Tangent", "Weight", "Direction", "Product", "Dot", "Bar"];

    public static bool Is(Lowering lowering, ITranslatedQueryOperation query)
    {
        var parts = query.Descendants().ToList();
        return parts.OfType<IParameterReferenceOperation>().Any(use => !SyntaxFacts.IsValidIdentifier(use.Parameter.Name))
            && parts.TrueForAll(part => !Concerns(lowering, part));
    }

    public static Tree<Operand> Print(Lowering lowering, ITranslatedQueryOperation query) =>
        query.Syntax.DescendantTokens().FirstOrDefault(token => IsDeclared(token) && IsTaken(token.ValueText)) is { RawKind: not 0 } taken
            ? Expressions.Refuse(lowering, query, $"a query with a variable '{taken.ValueText}', the name of a parameter here,",
                "give the variable another name")
            : Inerts.Print(lowering, query);

    private static bool IsDeclared(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken)
        && token.Parent is FromClauseSyntax or LetClauseSyntax or JoinClauseSyntax or JoinIntoClauseSyntax or QueryContinuationSyntax;

    /// <summary>Unlike the parameter of a lambda, the variable of a query must not have a name that is there already.</summary>
    private static bool IsTaken(string name) => name is "weight" or "tape" or "cursor" or "results"
        || Parameters.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal));

    private static bool Concerns(Lowering lowering, IOperation part) =>
        part.Type is { TypeKind: not TypeKind.Delegate } type
        && (Shapes.IsDifferentiable(type) || FloatingPoint.IsCarriedBy(type) || lowering.Tables.Mentions(type)
            || Followed.Is(lowering, part) || LocalContainers.Of(lowering, part) is not null);
}
