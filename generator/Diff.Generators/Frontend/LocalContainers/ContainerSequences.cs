using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// What is in a local stack, queue or dictionary, one after the other as the framework enumerates it: a stack from its top, a dictionary
/// like that of the positions, to which the same keys have been added and from which the same have been removed.
/// <code>
/// foreach (var (k, x) in memo) body   →   keys = positions.Keys.ToArray(); for (i = 0; i &lt; n; i += 1) { k = keys[i]; x = list[i]; body }
/// </code>
/// </summary>
internal static class ContainerSequences
{
    private static readonly InertType Indices = new("int[]", InertKind.Reference);

    /// <summary>The sequence that a container, its keys or its values stand for; null for any other expression.</summary>
    public static Sequence? Of(Lowering lowering, IOperation expression) => expression switch
    {
        IPropertyReferenceOperation { Property.Name: "Keys" } keys when Dictionary(lowering, keys) is { } dictionary =>
            new(dictionary.Key, true, () => Keys(lowering, dictionary)),
        IPropertyReferenceOperation { Property.Name: "Values" } values when Dictionary(lowering, values) is { } dictionary =>
            new(dictionary.Number, true, () => Numbers(lowering, dictionary)),
        _ => LocalContainers.Of(lowering, expression) switch
        {
            null => null,
            LocalContainer.Dictionary dictionary => Enumerations.ElementsOf(dictionary.Type).First() is var pair
                && Shapes.Of(pair) is AggregateType shape ? new(pair, true, () => Pairs(lowering, dictionary, shape)) : null,
            var container => new(container.Number, true, () => Numbers(lowering, container)),
        },
    };

    /// <summary>Whether something in a container is enumerated in an expression.</summary>
    public static bool IsIn(Lowering lowering, IOperation expression) =>
        expression.Descendants().Any(part => LocalContainers.Of(lowering, part) is not null);

    private static LocalContainer.Dictionary? Dictionary(Lowering lowering, IPropertyReferenceOperation part) =>
        LocalContainers.Of(lowering, part.Instance) as LocalContainer.Dictionary;

    private static Iteration Pairs(Lowering lowering, LocalContainer.Dictionary dictionary, AggregateType shape)
    {
        var (keys, numbers) = (Keys(lowering, dictionary), Numbers(lowering, dictionary));
        return keys with { Visit = (index, body) =>
            keys.Visit(index, key => numbers.Visit(index, number => body(new(shape, [key, number])))) };
    }

    private static Iteration Keys(Lowering lowering, LocalContainer.Dictionary dictionary)
    {
        var array = Shapes.Of(lowering.Nesting.Compilation.CreateArrayTypeSymbol(dictionary.Key));
        var keys = Snapshot(lowering, dictionary, "Keys", array);
        return new(Buffers.Length(lowering, keys, 0, 1), (index, body) => body(Buffers.Load(lowering, keys, [index], dictionary.Key)));
    }

    private static Iteration Numbers(Lowering lowering, LocalContainer container)
    {
        var position = Position(lowering, container);
        var array = lowering.Read(container.Values.Array);
        return new(LocalContainers.Count(lowering, container),
            (index, body) => body(lowering.Unpack(lowering.Let(new Load(array, [position(index)]), container.Element))));
    }

    /// <summary>Where the number is in the list that comes at an index.</summary>
    private static Func<Operand, Operand> Position(Lowering lowering, LocalContainer container)
    {
        switch (container)
        {
            case LocalContainer.Stack stack:
                var last = lowering.Apply(Primitive.Subtract, InertType.Int, lowering.Read(stack.Values.Count), Constant.Int(1));
                return index => lowering.Apply(Primitive.Subtract, InertType.Int, last, index);
            case LocalContainer.Queue queue:
                var first = lowering.Read(queue.First);
                return index => lowering.Apply(Primitive.Add, InertType.Int, first, index);
            case LocalContainer.Dictionary { HasGaps: false }:
                return index => index;
            case LocalContainer.Dictionary dictionary:
                var order = Snapshot(lowering, dictionary, "Values", Indices);
                return index => lowering.Let(new Inert("{0}[{1}]", [order, index], Effect.Pure), InertType.Int);
            default:
                throw new InvalidOperationException($"Unknown container {container.GetType().Name}.");
        }
    }

    /// <summary>The keys or the positions now, in the order in which they are enumerated.</summary>
    private static Operand Snapshot(Lowering lowering, LocalContainer.Dictionary dictionary, string part, IrType type)
    {
        var named = lowering.Variables.Temporary(type, part == "Keys" ? "keys" : "order").Leaf;
        lowering.Write(named, lowering.Let(new Inert($"global::System.Linq.Enumerable.ToArray({{0}}.{part})",
            [lowering.Read(dictionary.Positions)], Effect.Read), type));
        return lowering.Read(named);
    }
}
