using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>The numbers in a local stack, queue or dictionary: a list that only grows at its end, or shrinks there.</summary>
/// <param name="Kind">The name of the type.</param>
/// <param name="First">Where a queue begins in the list.</param>
/// <param name="Positions">The dictionary of the positions in the list, by the keys of a dictionary.</param>
internal sealed record LocalContainer(string Kind, LocalList Values, Slot? First, Slot? Positions);

/// <summary>
/// Local stacks, queues and dictionaries of numbers that a method makes and keeps to itself, lowered to a list of their numbers. What the
/// keys of a dictionary stand for is found in one of the same keys, which generated code keeps: positions are constants.
/// <code>
/// stack.Push(x); y = stack.Pop();     →   list[n] = x; n++; n--; y = list[n];
/// memo[k] = x; y = memo[j];           →   if (!positions.ContainsKey(k)) { positions.Add(k, n); list[n] = x; n++; } else …   y = list[positions[j]];
/// </code>
/// A container with another name, enumerated, captured by a delegate or passed to other code is an object like any other, for constants
/// only.
/// </summary>
internal static class LocalContainers
{
    private static readonly HashSet<string> Members =
    [
        "Stack.Push", "Stack.Pop", "Stack.Peek", "Stack.TryPop", "Stack.TryPeek", "Stack.Clear", "Stack.Count",
        "Queue.Enqueue", "Queue.Dequeue", "Queue.Peek", "Queue.TryDequeue", "Queue.TryPeek", "Queue.Clear", "Queue.Count",
        "Dictionary.Add", "Dictionary.TryAdd", "Dictionary.TryGetValue", "Dictionary.GetValueOrDefault", "Dictionary.ContainsKey",
        "Dictionary.Remove", "Dictionary.Clear", "Dictionary.Count", "Dictionary.this[]",
    ];

    private static readonly HashSet<string> Storing = ["Push", "Enqueue", "Add", "TryAdd"];

    /// <summary>Declares a local that holds a new container; false if it holds something else, or may be seen by other code.</summary>
    public static bool Declare(Lowering lowering, ILocalSymbol local, IOperation? initializer)
    {
        if (initializer is not IObjectCreationOperation { Type: INamedTypeSymbol type } creation || ElementOf(type) is not { } element
            || !SymbolEqualityComparer.Default.Equals(type, local.Type))
            return false;
        var root = Writes.Root(creation);
        var copied = Copied(lowering, creation);
        if (!creation.Arguments.All(argument => IsSetting(argument.Value.Type) || copied is not null)
            || Entries(creation) is not { } entries || Writes.In(root).Contains(local))
            return false;
        var uses = root.Descendants().Where(use => SymbolEqualityComparer.Default.Equals(Writes.Variable(use), local)).ToList();
        if (!uses.TrueForAll(IsFollowed)
            || (copied is null
                && !uses.SelectMany(Stored).Concat(entries.Select(entry => entry.Value)).Any(value => !value.ConstantValue.HasValue)))
            return false;

        var source = copied?.Begin();
        var array = lowering.Variables.Temporary(new BufferType(element.Name + "[]", element, BufferKind.Array), local.Name).Leaf;
        var values = new LocalList(array, lowering.Variables.Temporary(InertType.Int, local.Name + "Count").Leaf);
        var first = type.Name == "Queue" ? lowering.Variables.Temporary(InertType.Int, local.Name + "First").Leaf : null;
        var positions = type.Name == "Dictionary" ? LocalDictionaries.Positions(lowering, local, creation) : null;
        var container = lowering.Containers[local] = new(type.Name, values, first, positions);
        LocalLists.Begin(lowering, values);
        if (first is not null) lowering.Write(first, Constant.Int(0));
        source?.Each(lowering, number => LocalLists.Append(lowering, values, lowering.Pack(number)));
        foreach (var (key, value, isNew) in entries)
        {
            var (at, number) = (Expressions.Scalar(lowering, key), Expressions.Scalar(lowering, value));
            if (isNew) LocalDictionaries.Add(lowering, container, at, number);
            else LocalDictionaries.Write(lowering, container, at, number);
        }

        return true;
    }

    /// <summary>The container that an expression names; null for any other expression.</summary>
    public static LocalContainer? Of(Lowering lowering, IOperation? expression) => expression is IConversionOperation { IsImplicit: true,
        Operand: var operand } ? Of(lowering, operand)
        : expression is ILocalReferenceOperation { Local: var local } && lowering.Containers.TryGetValue(local, out var container)
            ? container : null;

    /// <summary>A call of a member of a container; null for any other call.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call) => Of(lowering,
        IsExtension(call) ? call.Arguments[0].Value : call.Instance) is not { } container ? null
        : container.Positions is null ? LocalStacks.Lower(lowering, call, container) : LocalDictionaries.Lower(lowering, call, container);

    /// <summary>How many numbers a container has; null for any other property.</summary>
    public static Operand? Count(Lowering lowering, IPropertyReferenceOperation property) => property.Property.Name != "Count"
        || Of(lowering, property.Instance) is not { } container ? null
        : container.Positions is { } positions
            ? lowering.Let(new Inert("{0}.Count", [lowering.Read(positions)], Effect.Read), InertType.Int)
            : LocalStacks.Count(lowering, container);

    private static IrType? ElementOf(INamedTypeSymbol type) => type is { Name: "Stack" or "Queue"
        or "Dictionary", TypeKind: TypeKind.Class } && type.ContainingNamespace.ToDisplayString() == "System.Collections.Generic"
        && TypeMapping.Map(type.TypeArguments[type.Arity - 1]) is { } element && CollectionTypes.IsElement(element)
        && (type.Arity == 1 || !FloatingPoint.IsCarriedBy(type.TypeArguments[0])) ? element : null;

    /// <summary>A capacity, or how keys are compared.</summary>
    private static bool IsSetting(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_Int32 } or { Name: "IEqualityComparer" or "StringComparer" };

    /// <summary>The numbers that a new stack or queue copies; null if it begins empty.</summary>
    private static Sequence? Copied(Lowering lowering, IObjectCreationOperation creation) =>
        creation is { Type: INamedTypeSymbol { Arity: 1 } type, Arguments: [{ Value: var source }] } && !IsSetting(source.Type)
        && Sequence.Of(lowering, Sinks.Strip(source)) is { } numbers
        && SymbolEqualityComparer.Default.Equals(numbers.Element, type.TypeArguments[0]) ? numbers : null;

    /// <summary>
    /// The entries that a new dictionary lists, and whether their keys must be new: <c>{ [k] = x }</c> or <c>{ { k, x } }</c>; null if the
    /// container begins with something else.
    /// </summary>
    private static IReadOnlyList<(IOperation Key, IOperation Value, bool IsNew)>? Entries(IObjectCreationOperation creation)
    {
        var entries = new List<(IOperation, IOperation, bool)>();
        foreach (var entry in creation.Initializer?.Initializers ?? [])
        {
            switch (entry)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true,
                    Arguments: [{ Value: var key }] }, Value: var value }:
                    entries.Add((key, value, false));
                    break;
                case IInvocationOperation { TargetMethod: { Name: "Add", IsExtensionMethod: false },
                    Arguments: [{ Parameter.Ordinal: 0, Value: var key }, { Value: var value }] }:
                    entries.Add((key, value, true));
                    break;
                default:
                    return null;
            }
        }

        return entries;
    }

    private static bool IsFollowed(IOperation use)
    {
        if (use.Type is not INamedTypeSymbol { Name: var kind } || !IsInReach(use)) return false;
        return use.Parent switch
        {
            IConversionOperation { IsImplicit: true, Parent: IArgumentOperation { Parent: IInvocationOperation call } argument } =>
                IsExtension(call) && call.Arguments[0] == argument,
            IInvocationOperation call when call.Instance == use => Members.Contains($"{kind}.{call.TargetMethod.Name}"),
            IPropertyReferenceOperation property when property.Instance == use => Members.Contains($"{kind}.{property.Property.Name}"),
            _ => false,
        };
    }

    private static bool IsExtension(IInvocationOperation call) => call.TargetMethod is { Name: "GetValueOrDefault", IsStatic: true,
        ContainingType.Name: "CollectionExtensions" } method && FrameworkFunctions.IsIn(method, "System.Collections.Generic");

    /// <summary>Whether code belongs to the method, or to a function of it that is inlined wherever it is called.</summary>
    private static bool IsInReach(IOperation use)
    {
        for (var around = use.Parent; around is not null; around = around.Parent)
        {
            if (around is ILocalFunctionOperation { Symbol: var function }
                && (RecursiveFunction.Of(use, function) is not null || IsNamed(use, function)))
                return false;
        }

        return true;
    }

    private static bool IsNamed(IOperation use, IMethodSymbol function) =>
        Writes.Root(use).Descendants().OfType<IMethodReferenceOperation>()
            .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Method, function));

    /// <summary>What a use stores.</summary>
    private static IEnumerable<IOperation> Stored(IOperation use) => use.Parent switch
    {
        IInvocationOperation call when Storing.Contains(call.TargetMethod.Name) =>
            [call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Last().Value],
        IPropertyReferenceOperation { Parent: IAssignmentOperation assignment } entry when assignment.Target == entry => [assignment.Value],
        _ => [],
    };
}
