using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// Private fields that are written and never read: every name of one in its type, nested types and all parts included, is assigned, or
/// counted up by a statement. A reference to the field, <c>nameof</c>, and attributes by which others find it count as reads; so do the
/// members that C# gives to records, and to structs, whose fields are compared and copied. Files of the generator, which only the analyzer
/// sees, do what the marked methods do.
/// <code>
/// private double _worst, _sum;   _worst = loss; _sum += loss;
/// </code>
/// </summary>
internal static class UnreadFields
{
    // Every assignment asks. A symbol belongs to one compilation, in which the code never changes.
    private static readonly ConditionalWeakTable<ISymbol, StrongBox<bool>> Known = new();

    public static bool Has(ISymbol member) => Known.GetValue(member.OriginalDefinition, static key => new(IsUnread(key))).Value;

    private static bool IsUnread(ISymbol member) => member is IFieldSymbol { RefKind: RefKind.None, IsConst: false, AssociatedSymbol: null,
        DeclaredAccessibility: Accessibility.Private, ContainingAssembly: ISourceAssemblySymbol { Compilation: var compilation } } field
        && Shapes.IsScalar(field.Type) && IsHidden(field, field.ContainingType)
        && field.ContainingType.DeclaringSyntaxReferences.Where(reference => !GeneratedMembers.AreIn(reference.SyntaxTree))
            .SelectMany(reference => reference.GetSyntax().DescendantNodes()).OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == member.Name)
            .All(name => IsWritten(name) || IsOther(compilation, name, member));

    /// <summary>Whether no code but that of its type has to do with the field.</summary>
    private static bool IsHidden(IFieldSymbol field, INamedTypeSymbol type) => !IsFound(field) && !IsFound(type)
        && (field.IsStatic || (type is { TypeKind: TypeKind.Class, IsRecord: false } && !ObjectFields.IsMarked(type)));

    /// <summary>Whether there are attributes by which a serializer, say, finds the symbol.</summary>
    private static bool IsFound(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.ContainingNamespace.ToDisplayString() is not ("Diff" or "System.Diagnostics.CodeAnalysis"));

    private static bool IsWritten(IdentifierNameSyntax name)
    {
        ExpressionSyntax target = name.Parent is MemberAccessExpressionSyntax member && member.Name == name ? member : name;
        return target.Parent switch
        {
            AssignmentExpressionSyntax assignment when assignment.Left == target =>
                assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || IsStatement(assignment),
            PostfixUnaryExpressionSyntax step => step.RawKind is (int)SyntaxKind.PostIncrementExpression
                or (int)SyntaxKind.PostDecrementExpression && IsStatement(step),
            PrefixUnaryExpressionSyntax step => step.RawKind is (int)SyntaxKind.PreIncrementExpression
                or (int)SyntaxKind.PreDecrementExpression && IsStatement(step),
            ArgumentSyntax { Parent: TupleExpressionSyntax tuple } =>
                tuple.Parent is AssignmentExpressionSyntax items && items.Left == tuple,
            _ => false,
        };
    }

    /// <summary>Whether nothing gets the value of an expression.</summary>
    private static bool IsStatement(ExpressionSyntax expression) => expression.Parent is ExpressionStatementSyntax
        || (expression.Parent is ForStatementSyntax loop && loop.Condition != expression);

    private static bool IsOther(Compilation compilation, IdentifierNameSyntax name, ISymbol member) =>
        compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name).Symbol is { } symbol
        && !SymbolEqualityComparer.Default.Equals(symbol.OriginalDefinition, member);
}
