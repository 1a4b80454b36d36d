using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

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
            compilation.GetSemanticModel(name.SyntaxTree), new(SymbolEqualityComparer.Default));

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

    private static bool Changed(ExpressionSyntax use, SemanticModel model, HashSet<ISymbol> seen) => use.Parent switch
    {
        ParenthesizedExpressionSyntax or CastExpressionSyntax or ConditionalExpressionSyntax or PostfixUnaryExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } => Changed((ExpressionSyntax)use.Parent, model, seen),
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member
            when member.Expression == use && call.Expression == member => !IsRead(call, member.Name, model, seen),
        MemberAccessExpressionSyntax => false,
        ConditionalAccessExpressionSyntax access when access.Expression == use => access.WhenNotNull switch
        {
            InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax member } call => !IsRead(call, member.Name, model, seen),
            MemberBindingExpressionSyntax or ElementBindingExpressionSyntax => false,
            _ => true,
        },
        ElementAccessExpressionSyntax element => model.GetTypeInfo(element).Type is IArrayTypeSymbol && Changed(element, model, seen),
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } argument =>
            !Reading(call, (model.GetOperation(argument) as IArgumentOperation)?.Parameter, model, seen),
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax creation } } =>
            !CollectionTypes.Is(model.GetTypeInfo(creation).Type),
        ForEachStatementSyntax or BinaryExpressionSyntax or IsPatternExpressionSyntax or InterpolationSyntax or SpreadElementSyntax
            or ReturnStatementSyntax or ArrowExpressionClauseSyntax => false,
        AssignmentExpressionSyntax assignment => assignment.Left != use,
        _ => true,
    };

    private static bool IsRead(InvocationExpressionSyntax call, SimpleNameSyntax name, SemanticModel model, HashSet<ISymbol> seen) =>
        ListMembers.Reading.Contains(name.Identifier.ValueText)
            || Reading(call, (model.GetSymbolInfo(call).Symbol as IMethodSymbol)?.ReducedFrom?.Parameters[0], model, seen);

    /// <summary>
    /// Whether a call only reads its argument: one of LINQ, of a method with a derivative that does not write it, output, <c>nameof</c>, and
    /// what answers by a value and leaves no trace, as searches do.
    /// </summary>
    private static bool Reading(InvocationExpressionSyntax call, IParameterSymbol? parameter, SemanticModel model, HashSet<ISymbol> seen) =>
        model.GetSymbolInfo(call).Symbol is not IMethodSymbol method
        ? call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" }
        : Linq.Is(method) || Sinks.IsKnown(method.ContainingType) || method.ContainingType.SpecialType == SpecialType.System_String
            || (Attributes.IsDifferentiable((method.ReducedFrom ?? method).OriginalDefinition)
                && parameter is not null && !IsWritten(parameter.OriginalDefinition, seen))
            || (method is { ContainingType.SpecialType: SpecialType.System_Array, Name: var name }
                && (name == "Clone" || (name == "Copy" && parameter?.Name == "sourceArray")))
            || method.Name is "ThrowIfNull" || (method.ReturnType.IsUnmanagedType && MethodTraces.Of(method) < Traces.Numbers);

    /// <summary>Whether a method may change the elements of what it is given, or hand it to others that may.</summary>
    private static bool IsWritten(IParameterSymbol parameter, HashSet<ISymbol> seen)
    {
        if (!seen.Add(parameter)) return false;
        if (ReceiverWrites.IsWritten(parameter)) return true;
        return parameter.ContainingAssembly is ISourceAssemblySymbol { Compilation: var compilation }
            && SourceBodies.Declaration((IMethodSymbol)parameter.ContainingSymbol) is { } declaration
            && compilation.GetSemanticModel(declaration.SyntaxTree) is var model
            && declaration.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == parameter.Name
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, parameter) && Changed(name, model, seen));
    }
}
