using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diff.Generators.Frontend;

/// <summary>
/// Whether a method may change an array or collection that a member of its object holds: unless a use is known to read only, whoever gets
/// the collection may change it.
/// <code>
/// Fill(Items);   Items?.Add(3);   var items = Items;   →   may        Items.Count   Items[i]   foreach (var item in Items)   Items.Sum()   At(Items)   →   read
/// </code>
/// </summary>
internal static class CollectionUses
{
    public static bool Change(IdentifierNameSyntax name, IMethodSymbol method) => IsOfThis(name) && Holds(method, name.Identifier.ValueText)
        && method.ContainingAssembly is ISourceAssemblySymbol { Compilation: var compilation }
        && Changed(name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } member ? member : name,
            compilation.GetSemanticModel(name.SyntaxTree));

    private static bool IsOfThis(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax member => member.Name != name || member.Expression is ThisExpressionSyntax or BaseExpressionSyntax,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => false,
        AssignmentExpressionSyntax assignment => assignment.Left != name,
        _ => true,
    };

    private static bool Holds(IMethodSymbol method, string name) => ObjectMembers.Bases(method.ContainingType)
        .Prepend(method.ContainingType)
        .SelectMany(type => type.GetMembers(name))
        .Any(member => member is IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false }
            && ObjectMembers.TypeOf(member) is var type && (type is IArrayTypeSymbol || CollectionTypes.Is(type)));

    private static bool Changed(ExpressionSyntax use, SemanticModel model) => use.Parent switch
    {
        ParenthesizedExpressionSyntax or CastExpressionSyntax or ConditionalExpressionSyntax or PostfixUnaryExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } => Changed((ExpressionSyntax)use.Parent, model),
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member
            when member.Expression == use && call.Expression == member => !IsRead(call, member.Name, model),
        MemberAccessExpressionSyntax => false,
        ConditionalAccessExpressionSyntax access when access.Expression == use => access.WhenNotNull switch
        {
            InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax member } call => !IsRead(call, member.Name, model),
            MemberBindingExpressionSyntax or ElementBindingExpressionSyntax => false,
            _ => true,
        },
        ElementAccessExpressionSyntax element => model.GetTypeInfo(element).Type is IArrayTypeSymbol && Changed(element, model),
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } => !Reading(call, model),
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax creation } } =>
            !CollectionTypes.Is(model.GetTypeInfo(creation).Type),
        ForEachStatementSyntax or BinaryExpressionSyntax or IsPatternExpressionSyntax or InterpolationSyntax or SpreadElementSyntax
            or ReturnStatementSyntax or ArrowExpressionClauseSyntax => false,
        AssignmentExpressionSyntax assignment => assignment.Left != use,
        _ => true,
    };

    private static bool IsRead(InvocationExpressionSyntax call, SimpleNameSyntax name, SemanticModel model) =>
        ListMembers.Reading.Contains(name.Identifier.ValueText) || Reading(call, model);

    /// <summary>Whether a call only reads its arguments: one of LINQ or of a method with a derivative, output, and <c>nameof</c>.</summary>
    private static bool Reading(InvocationExpressionSyntax call, SemanticModel model) =>
        model.GetSymbolInfo(call).Symbol is not IMethodSymbol method
        ? call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" }
        : Linq.Is(method) || Sinks.IsKnown(method.ContainingType) || method.ContainingType.SpecialType == SpecialType.System_String
            || Attributes.IsDifferentiable((method.ReducedFrom ?? method).OriginalDefinition)
            || method.Name is "ThrowIfNull";
}
