using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// The lists of numbers that code makes, and those that it gives numbers which may depend on an independent.
/// <code>
/// new List&lt;double&gt;()   x.ToList()   →   made        path.Times.Add(x);   rows[i][j] = x;   →   needed as rows
/// </code>
/// </summary>
internal static class NewLists
{
    /// <summary>The type of the list that an operation makes; null if it makes none.</summary>
    public static INamedTypeSymbol? Made(IOperation operation) => operation is { Type: INamedTypeSymbol type } && ListTables.MayBe(type)
        && (operation is IObjectCreationOperation or ICollectionExpressionOperation
            || (operation is IInvocationOperation { TargetMethod: { Name: "ToList" or "GetRange" } method }
                && (Linq.Is(method) || NewCollections.IsList(method.ContainingType)))) ? type : null;

    /// <summary>Whether a list is what an operation makes, not what it puts the list into.</summary>
    public static bool IsMade(IOperation operation, ISymbol list) =>
        Made(operation) is { } made && SymbolEqualityComparer.Default.Equals(made, list);

    /// <summary>The type of a list to which an operation gives another name; null if it is none.</summary>
    public static ITypeSymbol? Named(IOperation operation) =>
        operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation, Value: { Type: { } type } value }
            && ListTables.MayBe(type) && Writes.Variable(Sinks.Strip(value)) is not null ? type : null;

    /// <summary>The types of lists that are given such numbers.</summary>
    public static IEnumerable<ISymbol> Needed(IOperation code) => code.Descendants().Select(operation => operation switch
    {
        IInvocationOperation { Instance: { } list, TargetMethod.Name: "Add" or "Insert" or "AddRange" } call
            when call.Arguments.Any(argument => Sinks.Carries(argument.Value) || CollectionTypes.Is(Sinks.Strip(argument.Value).Type)) =>
            list.Type,
        IAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list }, Value: var value }
            when Sinks.Carries(value) => list.Type,
        _ => Made(operation) is { } made && operation.Descendants().Any(Sinks.Carries) ? made : null,
    }).Where(ListTables.MayBe).OfType<ISymbol>();
}
