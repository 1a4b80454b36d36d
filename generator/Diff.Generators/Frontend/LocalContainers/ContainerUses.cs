using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>What a method does with a stack, queue or dictionary that it makes: whether the container stays a list of numbers.</summary>
internal static class ContainerUses
{
    public static bool AreFollowed(IOperation use) => IsInReach(use) && (IsEnumerated(use) || use.Parent switch
    {
        IConversionOperation { IsImplicit: true, Parent: IArgumentOperation { Parent: IInvocationOperation call } argument } =>
            IsExtension(call) && call.Arguments[0] == argument,
        IInvocationOperation call when call.Instance == use => ContainerTypes.IsFollowed(call.TargetMethod),
        IPropertyReferenceOperation { Property: { Name: "Keys" or "Values", ContainingType: var type } } part when part.Instance == use =>
            ContainerTypes.KindOf(type) is not null
                && (IsEnumerated(part) || part.Parent is IPropertyReferenceOperation { Property.Name: "Count" }),
        IPropertyReferenceOperation property when property.Instance == use => ContainerTypes.IsFollowed(property.Property),
        _ => false,
    });

    /// <summary>The container of which an expression gives the keys or the values; any other expression itself.</summary>
    public static IOperation? Whole(IOperation? expression) =>
        expression is IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance: { } container } ? container : expression;

    /// <summary>
    /// Whether a loop over a container must not go on after a use of it: only an entry that the loop is at may be assigned.
    /// </summary>
    public static bool Disturbs(IOperation use, IForEachLoopOperation? loop) => use.Parent switch
    {
        IInvocationOperation call => call.Instance == use && ContainerTypes.Changing.Contains(call.TargetMethod.Name),
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value: var key }] } entry =>
            ListChangers.IsSet(entry) && !(loop is not null && IsKeyOf(key, use, loop)),
        _ => false,
    };

    /// <summary>Whether an expression is the key of the entry of a dictionary that a loop is at: loop variables are never assigned.</summary>
    private static bool IsKeyOf(IOperation key, IOperation dictionary, IForEachLoopOperation loop)
    {
        var enumerated = Sinks.Strip(loop.Collection);
        if (!SymbolEqualityComparer.Default.Equals(Writes.Variable(Whole(enumerated)!), Writes.Variable(dictionary))) return false;
        return (enumerated, key) switch
        {
            (IPropertyReferenceOperation { Property.Name: "Values" }, _) => false,
            (IPropertyReferenceOperation, ILocalReferenceOperation { Local: var local }) => Is(loop.LoopControlVariable, local),
            (_, IPropertyReferenceOperation { Property.Name: "Key", Instance: ILocalReferenceOperation { Local: var pair } }) =>
                Is(loop.LoopControlVariable, pair),
            (_, ILocalReferenceOperation { Local: var local }) => Parts(loop.LoopControlVariable) is [var first, ..] && Is(first, local),
            _ => false,
        };

        static bool Is(IOperation? variable, ILocalSymbol local) => SymbolEqualityComparer.Default.Equals(local, variable switch
        {
            IVariableDeclaratorOperation declarator => declarator.Symbol,
            IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared } => declared.Local,
            ILocalReferenceOperation declared => declared.Local,
            _ => null,
        });

        static IReadOnlyList<IOperation> Parts(IOperation? variable) => variable switch
        {
            IDeclarationExpressionOperation { Expression: ITupleOperation tuple } => tuple.Elements,
            ITupleOperation tuple => tuple.Elements,
            _ => [],
        };
    }

    /// <summary>Whether an expression is gone through by what is lowered to a loop.</summary>
    private static bool IsEnumerated(IOperation collection) => collection.Parent switch
    {
        IConversionOperation { IsImplicit: true } conversion => IsEnumerated(conversion),
        ITranslatedQueryOperation or IParenthesizedOperation => IsEnumerated(collection.Parent),
        IForEachLoopOperation { IsAsynchronous: false } => true,
        ISpreadOperation { Parent: ICollectionExpressionOperation { Type: var type } } => Shapes.IsBuffer(type) || CollectionTypes.Is(type),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } call } => Linq.Is(method)
            ? Linq.IsResult(method) || (Sequence.IsMadeBy(method) && (call.Parent is IVariableInitializerOperation || IsEnumerated(call)))
            : method.Name == "AddRange" && NewCollections.IsList(method.ContainingType),
        IArgumentOperation { Parent: IObjectCreationOperation { Type: var type, Arguments.Length: 1 } } =>
            NewCollections.IsList(type) || ContainerTypes.KindOf(type) is ContainerKind.Stack or ContainerKind.Queue,
        _ => false,
    };

    /// <summary>
    /// A dictionary that the method makes can hold what depends on an independent, as long as it is nothing but that. Empty for any other
    /// member that is assigned.
    /// </summary>
    public static string Advice(IMemberReferenceOperation entry) =>
        ContainerTypes.KindOf(entry.Member.ContainingType) != ContainerKind.Dictionary ? ""
        : entry.Instance is ILocalReferenceOperation { Local: var local } dictionary
            && Writes.Root(dictionary).Descendants().FirstOrDefault(use =>
                SymbolEqualityComparer.Default.Equals(Writes.Variable(use), local) && !AreFollowed(use)) is { Parent: { } use }
            ? $", or do without '{use.Syntax}', for a local dictionary can keep it if it is only looked up and looped over"
            : ", or keep it in a local dictionary that is not passed on or given a second name";

    /// <summary>Whether a call is <c>dictionary.GetValueOrDefault(key)</c>.</summary>
    public static bool IsExtension(IInvocationOperation call) => call.TargetMethod is { Name: "GetValueOrDefault", IsStatic: true,
        ContainingType.Name: "CollectionExtensions" } method && FrameworkFunctions.IsIn(method, "System.Collections.Generic");

    /// <summary>What a use stores.</summary>
    public static IEnumerable<IOperation> Stored(IOperation use) => use.Parent switch
    {
        IInvocationOperation call when ContainerTypes.Storing.Contains(call.TargetMethod.Name) =>
            [call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Last().Value],
        IPropertyReferenceOperation { Parent: IAssignmentOperation assignment } entry when assignment.Target == entry => [assignment.Value],
        _ => [],
    };

    /// <summary>Whether code belongs to the method, or to a function of it that is inlined wherever it is called.</summary>
    private static bool IsInReach(IOperation use)
    {
        for (var around = use.Parent; around is not null; around = around.Parent)
        {
            if (around is ILocalFunctionOperation { Symbol: var function }
                && (Recursion.OfLocal(use, function) is not null || IsNamed(use, function)))
                return false;
        }

        return true;
    }

    private static bool IsNamed(IOperation use, IMethodSymbol function) =>
        Writes.Root(use).Descendants().OfType<IMethodReferenceOperation>()
            .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Method, function));
}
