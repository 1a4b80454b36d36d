using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Local stacks, queues and dictionaries of numbers that a method makes and keeps to itself, lowered to a list of their numbers. What the
/// keys of a dictionary stand for is found in one of the same keys, which generated code keeps: positions are constants.
/// <code>
/// stack.Push(x); y = stack.Pop();     →   list[n] = x; n++; n--; y = list[n];
/// memo[k] = x; y = memo[j];           →   if (!positions.ContainsKey(k)) { positions.Add(k, n); list[n] = x; n++; } else …   y = list[positions[j]];
/// </code>
/// A container with another name, captured by a delegate or passed to other code is an object like any other, for constants only.
/// </summary>
internal static class LocalContainers
{
    /// <summary>Declares a local that holds a new container; false if it holds something else, or may be seen by other code.</summary>
    public static bool Declare(Lowering lowering, ILocalSymbol local, IOperation? initializer)
    {
        if (initializer is not IObjectCreationOperation { Type: INamedTypeSymbol type } creation
            || ContainerTypes.ElementOf(type) is not { } element
            || !SymbolEqualityComparer.Default.Equals(type, local.Type))
            return false;
        var root = Writes.Root(creation);
        var copied = Copied(lowering, creation);
        if (!creation.Arguments.All(argument => IsSetting(argument.Value.Type) || copied is not null)
            || Entries(creation) is not { } entries || Writes.In(root).Contains(local))
            return false;
        var uses = root.Descendants().Where(use => SymbolEqualityComparer.Default.Equals(Writes.Variable(use), local)
            && use is not ILocalReferenceOperation { IsDeclaration: true }).ToList();
        if (uses.Find(use => !ContainerUses.AreFollowed(use)) is { } escape)
        {
            if (!entries.Any(entry => LocalLists.IsNoConstant(entry.Value))) return false;
            lowering.Report(Descriptors.Unsupported.Collection, escape.Syntax, local.Name);
            lowering.Write(lowering.Variables.Declare(local), Lowering.Placeholder(local.Type));
            return true;
        }

        if (copied is null && uses.SelectMany(ContainerUses.Stored).Concat(entries.Select(entry => entry.Value))
            .All(value => value.ConstantValue.HasValue))
            return false;

        var source = copied?.Begin();
        var array = lowering.Variables.Temporary(new BufferType(element.Name + "[]", element, BufferKind.Array), local.Name).Leaf;
        var values = new LocalList(array, lowering.Variables.Temporary(InertType.Int, local.Name + "Count").Leaf);
        var container = lowering.Containers[local] = Container(lowering, local, creation, values, uses);
        LocalLists.Begin(lowering, values);
        if (container is LocalContainer.Queue { First: var first }) lowering.Write(first, Constant.Int(0));
        source?.Each(lowering, number => LocalLists.Append(lowering, values, lowering.Pack(number)));
        if (container is LocalContainer.Dictionary dictionary) Fill(lowering, dictionary, entries);
        return true;
    }

    /// <summary>The container that an expression names; null for any other expression.</summary>
    public static LocalContainer? Of(Lowering lowering, IOperation? expression) => expression is IConversionOperation { IsImplicit: true,
        Operand: var operand } ? Of(lowering, operand)
        : expression is ILocalReferenceOperation { Local: var local } && lowering.Containers.TryGetValue(local, out var container)
            ? container : null;

    /// <summary>A call of a member of a container; null for any other call.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call) => Of(lowering,
        ContainerUses.IsExtension(call) ? call.Arguments[0].Value : call.Instance) is not { } container ? null
        : container is LocalContainer.Dictionary dictionary
            ? LocalDictionaries.Lower(lowering, call, dictionary)
            : LocalStacks.Lower(lowering, call, container);

    /// <summary>How many numbers a container has; null for any other property.</summary>
    public static Operand? Count(Lowering lowering, IPropertyReferenceOperation property) =>
        property.Property.Name == "Count" && Of(lowering, ContainerUses.Whole(property.Instance)) is { } container
            ? Count(lowering, container)
            : null;

    public static Operand Count(Lowering lowering, LocalContainer container) => container switch
    {
        LocalContainer.Stack stack => lowering.Read(stack.Values.Count),
        LocalContainer.Queue queue => lowering.Apply(Primitive.Subtract, InertType.Int, lowering.Read(queue.Values.Count),
            lowering.Read(queue.First)),
        LocalContainer.Dictionary dictionary => lowering.Let(new Inert("{0}.Count", [lowering.Read(dictionary.Positions)], Effect.Read),
            InertType.Int),
        _ => throw new InvalidOperationException($"Unknown container {container.GetType().Name}."),
    };

    private static LocalContainer Container(Lowering lowering, ILocalSymbol local, IObjectCreationOperation creation, LocalList values,
        IEnumerable<IOperation> uses)
    {
        var type = (INamedTypeSymbol)local.Type;
        return ContainerTypes.KindOf(type) switch
        {
            ContainerKind.Stack => new LocalContainer.Stack(type, values),
            ContainerKind.Queue =>
                new LocalContainer.Queue(type, values, lowering.Variables.Temporary(InertType.Int, local.Name + "First").Leaf),
            ContainerKind.Dictionary => new LocalContainer.Dictionary(type, values, LocalDictionaries.Positions(lowering, local, creation),
                uses.Any(use => use.Parent is IInvocationOperation { TargetMethod.Name: "Remove" })),
            var kind => throw new InvalidOperationException($"Unknown container {kind}."),
        };
    }

    private static void Fill(Lowering lowering, LocalContainer.Dictionary dictionary,
        IReadOnlyList<(IOperation Key, IOperation Value, bool IsNew)> entries)
    {
        foreach (var (key, value, isNew) in entries)
        {
            var (at, number) = (Expressions.Scalar(lowering, key), Expressions.Scalar(lowering, value));
            if (isNew) LocalDictionaries.Add(lowering, dictionary, at, number);
            else LocalDictionaries.Write(lowering, dictionary, at, number);
        }
    }

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
}
