using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Expressions that make a collection, whose elements are a new array in the IR.
/// <code>
/// new List&lt;double&gt; { a, b }   [a, .. xs]   xs.ToList()   new List&lt;double&gt;(xs)   xs.Select(f).ToImmutableArray()   ImmutableArray.Create(a, b)   xs.GetRange(1, 2)
/// </code>
/// </summary>
internal static class NewCollections
{
    public static bool Is(Lowering lowering, IOperation? expression) => expression switch
    {
        IParenthesizedOperation parenthesized => Is(lowering, parenthesized.Operand),
        IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: var operand } => Is(lowering, operand),
        ICollectionExpressionOperation collection => CollectionTypes.Is(collection.Type)
            && collection.Elements.All(element => element is not ISpreadOperation spread || Allocations.IsFollowed(lowering, spread)),
        IObjectCreationOperation { Type: var type } creation => IsList(type) && Source(creation) is var source
            && (source is null || Sequence.Of(lowering, source) is not null) && Added(creation) is not null,
        IInvocationOperation call when ReturnedCollections.IsGivenBy(lowering, call) => true,
        IInvocationOperation call when CollectionTypes.Is(call.Type) && Linq.Is(call.TargetMethod) =>
            call.TargetMethod.Name is "ToList" or "ToImmutableArray" && call.Arguments.Length == 1
                && Sequence.Of(lowering, call.Arguments[0].Value) is not null,
        IInvocationOperation { TargetMethod: { Name: "ToImmutableArray", ContainingType.Name: "ImmutableArray" },
            Arguments: [{ Value: var source }] } call => CollectionTypes.Is(call.Type) && Sequence.Of(lowering, source) is not null,
        IInvocationOperation call when IsRange(lowering, call) => true,
        IInvocationOperation call
            when IsCreate(call) => CollectionTypes.Is(call.Type)
                && (Created(call) is not null || (call.Arguments is [{ Value: var copied }] && Sequence.Of(lowering, copied) is not null)),
        _ => false,
    };

    /// <summary>Whether a call is of a method of the framework that makes a collection.</summary>
    public static bool IsMadeBy(IInvocationOperation call) => CollectionTypes.Is(call.Type)
        && (IsCreate(call)
            || (call.TargetMethod is { Name: "ToList" or "ToImmutableArray" } method
                && (Linq.Is(method) || method.ContainingType.Name == "ImmutableArray")));

    /// <summary>Whether elements can be added.</summary>
    public static bool IsList(ITypeSymbol? type) => type?.Name == "List" && CollectionTypes.Is(type);

    /// <summary>The elements.</summary>
    public static Operand Array(Lowering lowering, IOperation expression, BufferType type) => Inner(expression) switch
    {
        IObjectCreationOperation creation when Source(creation) is { } source =>
            Folds.ToArray(lowering, type, Sequence.Of(lowering, source)!).Leaf,
        IInvocationOperation call when ReturnedCollections.IsGivenBy(lowering, call) => Calls.Elements(lowering, call),
        IInvocationOperation call when IsRange(lowering, call) => BufferCopies.ToArray(lowering, Buffers.Slice(lowering,
            Followed.Memory(lowering, call.Instance!), [.. call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal)
                .Select(argument => argument.Value)], CollectionTypes.Span(call.Type)!)),
        IInvocationOperation call when Created(call) is null =>
            Folds.ToArray(lowering, type, Sequence.Of(lowering, call.Arguments[0].Value)!).Leaf,
        var listed => Allocations.Elements(lowering, type, Parts(listed)!).Leaf,
    };

    /// <summary>How many elements there are, if the expression lists them all.</summary>
    public static int? Count(IOperation expression) => Listed(expression)?.Count;

    /// <summary>The elements, if the expression lists them all.</summary>
    public static IReadOnlyList<IOperation>? Listed(IOperation expression) =>
        Parts(Inner(expression)) is { } parts && !parts.Any(part => part is ISpreadOperation) ? parts : null;

    /// <summary>The number of elements that a new list says it will have.</summary>
    public static IOperation? Capacity(IOperation expression) =>
        Inner(expression) is IObjectCreationOperation { Arguments: [{ Value: var capacity }] } creation && Source(creation) is null
            ? capacity
            : null;

    private static IOperation Inner(IOperation expression) => expression switch
    {
        IParenthesizedOperation parenthesized => Inner(parenthesized.Operand),
        IConversionOperation conversion => Inner(conversion.Operand),
        _ => expression,
    };

    private static IReadOnlyList<IOperation>? Parts(IOperation expression) => expression switch
    {
        ICollectionExpressionOperation collection => collection.Elements,
        IObjectCreationOperation creation when Source(creation) is null => Added(creation),
        IInvocationOperation call => Created(call),
        _ => null,
    };

    /// <summary>The elements that <c>ImmutableArray.Create</c> lists.</summary>
    private static IReadOnlyList<IOperation>? Created(IInvocationOperation call)
    {
        return !IsCreate(call) ? null : call.Arguments switch
        {
            [{ ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: { } initializer } }] =>
                initializer.ElementValues,
            [{ ArgumentKind: ArgumentKind.ParamCollection, Value: ICollectionExpressionOperation collection }] => collection.Elements,
            var listed when call.TargetMethod.OriginalDefinition.Parameters.All(parameter => parameter.Type is ITypeParameterSymbol) =>
                [.. listed.Select(argument => argument.Value)],
            _ => null,
        };
    }

    /// <summary>Whether a call copies a part of a list: <c>xs.GetRange(1, n)</c>.</summary>
    private static bool IsRange(Lowering lowering, IInvocationOperation call) => call.TargetMethod.Name == "GetRange" && IsList(call.Type)
        && Followed.IsMemory(lowering, call.Instance);

    private static bool IsCreate(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Create", IsStatic: true, ContainingType: { Name: "ImmutableArray", Arity: 0 } };

    /// <summary>What a new list copies.</summary>
    private static IOperation? Source(IObjectCreationOperation creation) =>
        creation.Arguments is [{ Value: { Type.SpecialType: not SpecialType.System_Int32 } source }] ? source : null;

    /// <summary>The elements of the initialiser of a new list; null if it has something else in it, or copies a collection too.</summary>
    private static IReadOnlyList<IOperation>? Added(IObjectCreationOperation creation)
    {
        if (creation.Initializer is null) return [];
        var additions = creation.Initializer.Initializers.Select(addition => addition is IInvocationOperation { TargetMethod.Name: "Add",
            Arguments: [{ Value: var value }] } ? value : null).ToList();
        return Source(creation) is null && !additions.Contains(null) ? additions.OfType<IOperation>().ToList() : null;
    }
}
