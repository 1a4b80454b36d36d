using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// Constructors that do nothing but give each field of a struct one of their parameters, so that a value can be built from its fields with
/// them: that of a positional record, one whose source says so, and of a struct in another assembly one whose parameters are the fields by
/// name and type.
/// <code>
/// public V(double a, double b) { X = a; Y = b; }   public V(double a, double b) => (X, Y) = (a, b);   struct V(double a) { public double X { get; } = a; }
/// </code>
/// </summary>
internal static class AssigningConstructors
{
    /// <summary>The index of the field that each parameter is assigned to; null for any other constructor.</summary>
    public static IReadOnlyList<int>? Fields(IMethodSymbol constructor)
    {
        var members = Structs.Shown(constructor.ContainingType).ToList();
        if (constructor.Parameters.IsEmpty || constructor.Parameters.Length != members.Count
            || constructor.Parameters.Any(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out))
            return null;
        var assigned = constructor.ContainingType.DeclaringSyntaxReferences.IsEmpty
            ? constructor.DeclaredAccessibility == Accessibility.Public
                ? constructor.Parameters.ToDictionary(parameter => parameter.Name, parameter => Named(members, parameter.Name)) : null
            : Assigned(constructor, members);
        if (assigned is null || assigned.Count != members.Count) return null;
        var fields = constructor.Parameters.Select(parameter => assigned.TryGetValue(parameter.Name, out var field) ? field : -1).ToList();
        var isOneToOne = !fields.Contains(-1) && fields.Distinct().Count() == fields.Count;
        return isOneToOne
            && constructor.Parameters.Zip(fields,
                (parameter, field) => SymbolEqualityComparer.Default.Equals(ObjectMembers.TypeOf(members[field]), parameter.Type))
                .All(isSame => isSame) ? fields : null;
    }

    private static int Named(IReadOnlyList<ISymbol> members, string parameter) =>
        members.ToList()
            .FindIndex(member => string.Equals(member.Name.TrimStart('_'), parameter.TrimStart('_'), StringComparison.OrdinalIgnoreCase));

    /// <summary>The field that each parameter's name is assigned to, if the source does nothing else.</summary>
    private static Dictionary<string, int>? Assigned(IMethodSymbol constructor, IReadOnlyList<ISymbol> members)
    {
        var assigned = new Dictionary<string, int>(StringComparer.Ordinal);
        var isPlain = constructor.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() switch
        {
            TypeDeclarationSyntax => members.Select((member, field) => (member, field))
                .All(pair => Initial(pair.member, constructor) is { } name && Add(name, pair.field)),
            ConstructorDeclarationSyntax { Initializer: null } declared => !members.Any(HasInitializer)
                && (declared.Body, declared.ExpressionBody) switch
            {
                ({ } body,
                    _) => body.Statements.All(statement =>
                        statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment }
                            && IsAssignment(assignment.Left, assignment.Right, assignment)),
                (_, { Expression: AssignmentExpressionSyntax assignment }) => IsAssignment(assignment.Left, assignment.Right, assignment),
                _ => false,
            },
            _ => false,
        };
        return isPlain ? assigned : null;

        bool IsAssignment(ExpressionSyntax left, ExpressionSyntax right, AssignmentExpressionSyntax assignment) =>
            assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && (left, right) switch
            {
                (TupleExpressionSyntax places, TupleExpressionSyntax values) => places.Arguments.Count == values.Arguments.Count
                    && places.Arguments.Zip(values.Arguments,
                        (place, value) => IsAssignment(place.Expression, value.Expression, assignment))
                        .All(isPlain => isPlain),
                (_, IdentifierNameSyntax value) =>
                    Place(left) is { } place && Add(value.Identifier.ValueText, members.ToList().FindIndex(member => member.Name == place)),
                _ => false,
            };

        bool Add(string parameter, int field)
        {
            if (field < 0 || assigned.ContainsKey(parameter)) return false;
            assigned.Add(parameter, field);
            return true;
        }
    }

    private static string? Place(ExpressionSyntax left) => left switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>The parameter of a primary constructor that is a member's initial value.</summary>
    private static string? Initial(ISymbol member,
        IMethodSymbol constructor) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        ParameterSyntax parameter when constructor.Parameters.Any(candidate => candidate.Name == parameter.Identifier.ValueText) =>
            parameter.Identifier.ValueText,
        VariableDeclaratorSyntax { Initializer.Value: IdentifierNameSyntax value } => value.Identifier.ValueText,
        PropertyDeclarationSyntax { Initializer.Value: IdentifierNameSyntax value } => value.Identifier.ValueText,
        _ => null,
    };

    private static bool HasInitializer(ISymbol member) =>
        member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null }
            or PropertyDeclarationSyntax { Initializer: not null };
}
