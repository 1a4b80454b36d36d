using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// What the fields of a new object of a differentiable class hold: a parameter of the constructor as it was passed, or something that
/// depends on none. Read from the source of the constructor, which may check its parameters as it likes.
/// <code>
/// Normal(double mean, double deviation) { if (deviation &lt;= 0) throw …; Mean = mean; _deviation = deviation; }   →   { Mean: 0, _deviation: 1 }
/// </code>
/// </summary>
internal static class CreatedFields
{
    /// <summary>
    /// The parameter that each differentiated field takes, by the field's path, null for one that takes none; null altogether if the source
    /// tells something else.
    /// </summary>
    public static IReadOnlyDictionary<string, int?>? Of(IMethodSymbol constructor)
    {
        var type = constructor.ContainingType;
        var fields = ObjectFields.Of(type).Where(field => !field.IsInherited).ToList();
        var members = ObjectMembers.Own(type);
        // A field that holds an object has fields of its own.
        if (fields.Count != members.Count) return null;
        var declaration = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        if (declaration is null && (!constructor.IsImplicitlyDeclared || !constructor.Parameters.IsEmpty)) return null;
        if (InheritedFields.Of(constructor, declaration) is not { } found) return null;
        var body = declaration as ConstructorDeclarationSyntax;
        if (body is not null && MayDoMore(body, constructor)) return null;
        var assigned = (body is null ? [] : Assignments(body)).ToLookup(pair => pair.Member, pair => pair.Value, StringComparer.Ordinal);
        foreach (var (member, field) in members.Zip(fields, (member, field) => (member, field)))
        {
            var values = assigned[member.Name].Append(InitialValue(member)).OfType<ExpressionSyntax>().ToList();
            if (assigned[member.Name].Count() > 1) return null;
            if (values.Count == 0 || !MayVary(values[0], constructor, body))
            {
                found[field.Path] = null;
                continue;
            }
            if (values[0] is not IdentifierNameSyntax { Identifier.ValueText: var name }
                || constructor.Parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } source)
                return null;
            if (!SymbolEqualityComparer.Default.Equals(source.Type, ObjectMembers.TypeOf(member))) return null;
            found[field.Path] = source.Ordinal;
        }
        return found;
    }

    /// <summary>Whether nobody can tell how often the constructor runs: it assigns and throws.</summary>
    public static bool HasNoEffects(IMethodSymbol constructor) => HasNoEffects(constructor.ContainingType, [constructor])
        && ObjectMembers.Bases(constructor.ContainingType).All(parent => HasNoEffects(parent, parent.InstanceConstructors));

    private static bool HasNoEffects(INamedTypeSymbol type,
        IEnumerable<IMethodSymbol> constructors) => type.DeclaringSyntaxReferences.SelectMany(reference =>
            ((TypeDeclarationSyntax)reference.GetSyntax()).Members)
        .Where(member => member is FieldDeclarationSyntax or PropertyDeclarationSyntax && !member.Modifiers.Any(SyntaxKind.StaticKeyword))
        .SelectMany(member => member.DescendantNodes().OfType<EqualsValueClauseSyntax>()).Cast<SyntaxNode>()
        .Concat(constructors.SelectMany(constructor => constructor.DeclaringSyntaxReferences).Select(reference => reference.GetSyntax())
            .OfType<ConstructorDeclarationSyntax>())
        .SelectMany(code => code.DescendantNodes(node => node is not (ThrowStatementSyntax or ThrowExpressionSyntax)))
        .All(node => node is not InvocationExpressionSyntax call || IsHarmless(call.Expression));

    private static bool IsHarmless(ExpressionSyntax called) => called switch
    {
        IdentifierNameSyntax { Identifier.ValueText: "nameof" } => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } =>
            name is "GetLength" or "IsNaN" or "IsFinite" || name.StartsWith("ThrowIf", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>
    /// Whether the body may change what the object holds, or a parameter, in a way that is no plain assignment of its own.
    /// </summary>
    private static bool MayDoMore(ConstructorDeclarationSyntax body, IMethodSymbol constructor)
    {
        var stored = new HashSet<string>(Structs.Shown(constructor.ContainingType).Select(member => member.Name), StringComparer.Ordinal);
        var locals = new HashSet<string>(Locals(body), StringComparer.Ordinal);
        var arrays = new HashSet<string>(constructor.Parameters.Where(parameter => parameter.Type is IArrayTypeSymbol)
            .Select(parameter => parameter.Name), StringComparer.Ordinal);
        return body.DescendantNodes().Any(node => node switch
        {
            AssignmentExpressionSyntax assignment => !IsPlain(assignment) && !IsLocal(assignment.Left),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression
                or (int)SyntaxKind.PreDecrementExpression } step => !IsLocal(step.Operand),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression
                or (int)SyntaxKind.PostDecrementExpression } step => !IsLocal(step.Operand),
            ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument =>
                !argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword) && !IsLocal(argument.Expression),
            IdentifierNameSyntax { Identifier.ValueText: var name } mention when arrays.Contains(name) => !KeepsToItself(mention),
            ReturnStatementSyntax or RefExpressionSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax => true,
            // The object gets around before it is made.
            ThisExpressionSyntax self => self.Parent is not MemberAccessExpressionSyntax,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax
                or BaseExpressionSyntax } } => true,
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var called } } =>
                IsInstanceMember(constructor.ContainingType, called),
            _ => false,
        });

        bool IsLocal(ExpressionSyntax target) =>
            Names(target).FirstOrDefault() is { } root && locals.Contains(root) || target is DeclarationExpressionSyntax;

        // A statement of the body itself, so that it is always reached.
        bool IsPlain(AssignmentExpressionSyntax assignment) => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
            && assignment.Parent is ArrowExpressionClauseSyntax
                or ExpressionStatementSyntax { Parent: BlockSyntax { Parent: ConstructorDeclarationSyntax } }
            && Pairs(assignment.Left, assignment.Right) is { } pairs && pairs.All(pair => IsPlace(pair.Left));

        bool IsPlace(ExpressionSyntax left) => left switch
        {
            IdentifierNameSyntax { Identifier.ValueText: var name } =>
                stored.Contains(name) && constructor.Parameters.All(parameter => parameter.Name != name) && !locals.Contains(name),
            _ => Target(left) is { } member && stored.Contains(member),
        };
    }

    /// <summary>Whether an array is looked at, or held by the object alone.</summary>
    private static bool KeepsToItself(IdentifierNameSyntax array) => array.Parent switch
    {
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } or NameColonSyntax => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" or "GetLength" } member => member.Expression == array,
        AssignmentExpressionSyntax or ElementAccessExpressionSyntax or IsPatternExpressionSyntax => true,
        BinaryExpressionSyntax binary => !binary.IsKind(SyntaxKind.CoalesceExpression) && !binary.IsKind(SyntaxKind.AsExpression),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ThrowIfNull" } } }
            or ArgumentSyntax { Parent: TupleExpressionSyntax } => true,
        _ => false,
    };

    private static bool IsInstanceMember(INamedTypeSymbol? type, string name) =>
        type is not null && (type.GetMembers(name).Any(member => !member.IsStatic) || IsInstanceMember(type.BaseType, name));

    private static IEnumerable<string> Locals(SyntaxNode body) => body.DescendantNodes().Select(node => node switch
    {
        VariableDeclaratorSyntax declarator => declarator.Identifier.ValueText,
        SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        _ => null,
    }).OfType<string>();

    private static IEnumerable<(string? Member, ExpressionSyntax Value)> Assignments(SyntaxNode body) => body.DescendantNodes()
        .OfType<AssignmentExpressionSyntax>()
        .SelectMany(assignment => Pairs(assignment.Left, assignment.Right) ?? []).Select(pair => (Target(pair.Left), pair.Right));

    /// <summary>What is assigned what, tuples taken apart; null where a tuple meets something else.</summary>
    private static IEnumerable<(ExpressionSyntax Left, ExpressionSyntax Right)>? Pairs(ExpressionSyntax left,
        ExpressionSyntax right) => (left, right) switch
    {
        (TupleExpressionSyntax places, TupleExpressionSyntax values) when places.Arguments.Count == values.Arguments.Count =>
            places.Arguments.Zip(values.Arguments, (place, value) => (place.Expression, value.Expression)),
        (TupleExpressionSyntax, _) => null,
        _ => [(left, right)],
    };

    private static string? Target(ExpressionSyntax left) => left switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>All names in what is assigned, the roots of members and elements among them.</summary>
    private static IEnumerable<string> Names(ExpressionSyntax target) =>
        target.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText);

    /// <summary>Whether a value may depend on what the constructor gets.</summary>
    public static bool MayVary(ExpressionSyntax value, IMethodSymbol constructor, SyntaxNode? body) => Names(value).Any(name =>
        constructor.Parameters.Any(parameter => parameter.Name == name) || IsInstanceMember(constructor.ContainingType, name)
            || (body is not null && Locals(body).Contains(name)))
        || value.DescendantNodesAndSelf().Any(node => node is ThisExpressionSyntax or BaseExpressionSyntax);

    /// <summary>
    /// What the declaration of a member says, where the constructor does not assign it; the parameter of a positional record is its member.
    /// </summary>
    private static ExpressionSyntax? InitialValue(ISymbol member) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        ParameterSyntax parameter => SyntaxFactory.IdentifierName(parameter.Identifier),
        VariableDeclaratorSyntax declared => declared.Initializer?.Value,
        PropertyDeclarationSyntax property => property.Initializer?.Value,
        _ => null,
    };
}
