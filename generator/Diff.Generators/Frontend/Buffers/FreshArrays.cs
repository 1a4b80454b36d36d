using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Arrays that a method without derivatives makes for its caller. Nobody else holds them, so a variable that is assigned, in whole or in parts, after it got one may hold a copy that is the
/// method's own; of any other array from elsewhere, changes must be seen elsewhere.
/// <code>
/// var t = Identity(4); t[0, 3] = x;   →   t = copy of Identity(4); t[0, 3] = x;
/// </code>
/// </summary>
internal static class FreshArrays
{
    /// <summary>The array that a call has given, or a copy of it.</summary>
    public static Tree<Operand> Own(Lowering lowering, IInvocationOperation call, Tree<Operand> value) =>
        value is { IsLeaf: true, Leaf.Type: BufferType { Element: not BufferType, Kind: BufferKind.Array or BufferKind.Grid } } && IsChanged(call) && AreMadeBy(call.TargetMethod)
            ? Expressions.Leaf(BufferCopies.Whole(lowering, value.Leaf))
            : value;

    /// <summary>Whether the variable that gets the array is assigned later, or an element of it.</summary>
    private static bool IsChanged(IInvocationOperation call)
    {
        var variable = call.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
            IAssignmentOperation { Target: var target } assignment when assignment.Value == call => Writes.Variable(target),
            _ => null,
        };
        return variable is not null && (Writes.In(Writes.Root(call)).Contains(variable) || Writes.Root(call).Descendants().Any(part => Target(part) is IArrayElementReferenceOperation { ArrayReference: var array } && SymbolEqualityComparer.Default.Equals(Writes.Variable(array), variable)));
    }

    private static IOperation? Target(IOperation part) => part switch
    {
        IAssignmentOperation assignment => assignment.Target,
        IIncrementOrDecrementOperation step => step.Target,
        _ => null,
    };

    /// <summary>Whether all that a method returns is an array that it made, and put nowhere else.</summary>
    private static bool AreMadeBy(IMethodSymbol method)
    {
        if (method.IsVirtual || method.IsAbstract || method.IsOverride || method.IsAsync || method.DeclaringSyntaxReferences is not [var reference]) return false;
        var declaration = reference.GetSyntax();
        if (declaration.DescendantNodes().Any(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or YieldStatementSyntax or RefExpressionSyntax)) return false;
        var returned = declaration.DescendantNodes().Select(node => node switch
        {
            ReturnStatementSyntax statement => statement.Expression,
            ArrowExpressionClauseSyntax arrow => arrow.Expression,
            _ => null,
        });
        return returned.OfType<ExpressionSyntax>().ToList() is { Count: > 0 } all && all.TrueForAll(expression => IsNew(expression) || (expression is IdentifierNameSyntax { Identifier.ValueText: var name } && HoldsNew(declaration, name)));
    }

    private static bool IsNew(ExpressionSyntax expression) => expression is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax;

    /// <summary>Whether a local holds nothing but new arrays, and is used for its elements alone.</summary>
    private static bool HoldsNew(SyntaxNode declaration, string local) =>
        declaration.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(variable => variable.Identifier.ValueText == local).ToList() is [var declared]
        && (declared.Initializer is null || IsNew(declared.Initializer.Value))
        && declaration.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == local).All(IsUsedForElements);

    private static bool IsUsedForElements(IdentifierNameSyntax name) => name.Parent switch
    {
        ElementAccessExpressionSyntax element => element.Expression == name,
        MemberAccessExpressionSyntax member => member.Name == name || member.Name.Identifier.ValueText is "Length" or "Rank" or "GetLength" or "GetUpperBound",
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment => assignment.Left == name && IsNew(assignment.Right),
        ForEachStatementSyntax or ReturnStatementSyntax or NameColonSyntax => true,
        ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.None, Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Array" }, Name.Identifier.ValueText: "Fill" or "Clear" or "Copy" } } } => true,
        _ => false,
    };
}
