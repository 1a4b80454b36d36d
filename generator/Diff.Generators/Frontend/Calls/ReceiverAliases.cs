using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// Other names of the object that a member of a class belongs to: what is changed through them may be the object.
/// <code>
/// var self = this; self.W[0] = 1;   Current.W[0] = 1;   →   may        var copy = new Net(); copy.W[0] = 1;   →   cannot
/// </code>
/// </summary>
internal static class ReceiverAliases
{
    /// <summary>Whether <c>this</c> gets another name, or goes to others; who calls a method that returns it, sees that.</summary>
    public static bool IsNamed(ThisExpressionSyntax self)
    {
        SyntaxNode value = self;
        while (value.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax
            || IsPartOfReturned(value.Parent))
            value = value.Parent!;
        return value.Parent switch
        {
            MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax => false,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } => false,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var called } } =>
                called is not (IdentifierNameSyntax { Identifier.ValueText: nameof(ReferenceEquals) or nameof(Equals) }
                    or MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(ReferenceEquals) or nameof(Equals) }),
            ReturnStatementSyntax or ArrowExpressionClauseSyntax or InterpolationSyntax => false,
            _ => true,
        };
    }

    /// <summary>Whether a node is a part of a new object, nothing but which a method returns.</summary>
    private static bool IsPartOfReturned(SyntaxNode? node) => node switch
    {
        ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax } or ArgumentListSyntax
            or InitializerExpressionSyntax or AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } =>
            IsPartOfReturned(node.Parent),
        BaseObjectCreationExpressionSyntax { Parent: ReturnStatementSyntax or ArrowExpressionClauseSyntax } => true,
        _ => false,
    };

    /// <summary>Whether an expression leads through an object that may be <c>this</c> under another name.</summary>
    public static bool IsThroughOne(ExpressionSyntax expression, IMethodSymbol method, SyntaxNode declaration) => expression switch
    {
        MemberAccessExpressionSyntax { Expression: var whole } => IsOne(whole, method, declaration)
            || IsThroughOne(whole, method, declaration),
        ElementAccessExpressionSyntax { Expression: var whole } => IsOne(whole, method, declaration)
            || IsThroughOne(whole, method, declaration),
        ParenthesizedExpressionSyntax { Expression: var inner } => IsThroughOne(inner, method, declaration),
        PostfixUnaryExpressionSyntax { Operand: var inner } => IsThroughOne(inner, method, declaration),
        TupleExpressionSyntax tuple => tuple.Arguments.Any(argument => IsThroughOne(argument.Expression, method, declaration)),
        _ => false,
    };

    private static bool IsOne(ExpressionSyntax whole, IMethodSymbol method, SyntaxNode declaration) =>
        whole is not (ThisExpressionSyntax or BaseExpressionSyntax or BaseObjectCreationExpressionSyntax)
        && method.ContainingAssembly is ISourceAssemblySymbol { Compilation: var compilation }
        && compilation.GetSemanticModel(declaration.SyntaxTree).GetTypeInfo(whole).Type is INamedTypeSymbol
            { TypeKind: TypeKind.Class } type
        && (IsOrExtends(type, method.ContainingType) || IsOrExtends(method.ContainingType, type))
        && !IsNew(whole, declaration);

    private static bool IsOrExtends(INamedTypeSymbol type, INamedTypeSymbol other) => ObjectMembers.Bases(type).Prepend(type)
        .Any(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other.OriginalDefinition));

    /// <summary>Whether a variable holds only objects that the method makes.</summary>
    private static bool IsNew(ExpressionSyntax whole, SyntaxNode declaration)
    {
        if (whole is not IdentifierNameSyntax { Identifier.ValueText: var name }) return false;
        var given = declaration.DescendantNodes().Select(node => LentArrays.Given(node, name)).OfType<ExpressionSyntax>().ToList();
        return given.Count > 0 && given.TrueForAll(value => value is BaseObjectCreationExpressionSyntax);
    }
}
