using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// Whether a field holds something once its object is made: its declaration says what, or each constructor does in a statement of its own.
/// <code>
/// class Pair(Cell first) { Cell First = first; Cell Second; }   →   First
/// </code>
/// </summary>
internal static class AssignedFields
{
    public static bool Is(ISymbol field, ISymbol shown) => Structs.IsNameless(field) && shown is not IPropertySymbol
        || shown is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }
        || shown.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null }
            or PropertyDeclarationSyntax { Initializer: not null } or ParameterSyntax
        || shown.ContainingType.InstanceConstructors is var constructors
            && constructors.All(constructor => Assigns(constructor, shown.Name));

    private static bool Assigns(IMethodSymbol constructor,
        string name) => constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ConstructorDeclarationSyntax declaration
        && (declaration.Initializer is { RawKind: (int)SyntaxKind.ThisConstructorInitializer }
            || Statements(declaration)
                .Any(statement => statement is AssignmentExpressionSyntax assignment && Targets(assignment.Left).Contains(name)));

    private static IEnumerable<ExpressionSyntax> Statements(ConstructorDeclarationSyntax declaration) =>
        declaration.ExpressionBody is { } body ? [body.Expression]
        : declaration.Body?.Statements.OfType<ExpressionStatementSyntax>().Select(statement => statement.Expression) ?? [];

    private static IEnumerable<string> Targets(ExpressionSyntax target) => target switch
    {
        TupleExpressionSyntax tuple => tuple.Arguments.SelectMany(argument => Targets(argument.Expression)),
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var name } => [name],
        IdentifierNameSyntax name => [name.Identifier.ValueText],
        _ => [],
    };
}
