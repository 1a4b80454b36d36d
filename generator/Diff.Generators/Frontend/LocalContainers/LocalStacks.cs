using Diff.Generators.Ir;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers what is done with local stacks and queues: both add at the end of a list, and a queue takes from where it begins.
/// </summary>
internal static class LocalStacks
{
    public static Tree<Operand> Lower(Lowering lowering, IInvocationOperation call, LocalContainer container)
    {
        switch (call.TargetMethod.Name)
        {
            case "Push" or "Enqueue":
                Add(lowering, container, Expressions.Scalar(lowering, call.Arguments[0].Value));
                return Lowering.Nothing;
            case "Clear":
                Clear(lowering, container);
                return Lowering.Nothing;
            case "ToArray":
                return Folds.ToArray(lowering, (BufferType)Shapes.Of(call.Type!), ContainerSequences.Of(lowering, call.Instance!)!);
            case "TryPop" or "TryDequeue" or "TryPeek":
                return TryTake(lowering, call, container);
            default:
                lowering.Branch(IsEmpty(lowering, container),
                    () => Exceptions.Throw(lowering, $"global::System.InvalidOperationException(\"{container.Type.Name} empty.\")"));
                return Take(lowering, call, container);
        }
    }

    private static Operand IsEmpty(Lowering lowering, LocalContainer container) =>
        lowering.Apply(Primitive.Equal, InertType.Bool, LocalContainers.Count(lowering, container), Constant.Int(0));

    private static void Add(Lowering lowering, LocalContainer container, Operand value)
    {
        if (container is LocalContainer.Queue { First: var first })
        {
            // What has been taken makes room: a queue through which much goes does not grow.
            var isUsedUp = Patterns.And(lowering, IsEmpty(lowering, container),
                () => lowering.Apply(Primitive.Greater, InertType.Bool, lowering.Read(first), Constant.Int(0)));
            lowering.Branch(isUsedUp, () => Clear(lowering, container));
        }

        LocalLists.Append(lowering, container.Values, value);
    }

    private static void Clear(Lowering lowering, LocalContainer container)
    {
        LocalLists.Clear(lowering, container.Values);
        if (container is LocalContainer.Queue { First: var first }) lowering.Write(first, Constant.Int(0));
    }

    private static Tree<Operand> TryTake(Lowering lowering, IInvocationOperation call, LocalContainer container)
    {
        var place = Places.Of(lowering, call.Arguments[0].Value);
        var isThere = Patterns.Not(lowering, IsEmpty(lowering, container));
        var element = container.Element;
        Places.Write(lowering, place,
            lowering.Choose(isThere, element, () => Take(lowering, call, container),
                () => Lowering.Default(element)));
        return Expressions.Leaf(isThere);
    }

    /// <summary>The number at the end of a stack, or at the beginning of a queue.</summary>
    private static Tree<Operand> Take(Lowering lowering, IInvocationOperation call, LocalContainer container)
    {
        var (list, takes) = (container.Values, !call.TargetMethod.Name.EndsWith("Peek", StringComparison.Ordinal));
        var first = (container as LocalContainer.Queue)?.First;
        Operand index = first is not null
            ? lowering.Read(first)
            : lowering.Apply(Primitive.Subtract, InertType.Int, lowering.Read(list.Count), Constant.Int(1));
        var value = lowering.Let(new Load(lowering.Read(list.Array), [index]), container.Element);
        if (takes && first is not null) lowering.Write(first, lowering.Apply(Primitive.Add, InertType.Int, index, Constant.Int(1)));
        else if (takes) lowering.Write(list.Count, index);
        return lowering.Unpack(value);
    }
}
