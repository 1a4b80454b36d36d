using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Sequences that LINQ sorts: the order, which is a constant of the derivative, is found from the keys, and the elements are visited by it.
/// <code>
/// xs.OrderBy(x => x * x)   →   keys[i] = xs[i] * xs[i]; order = Sorting.By(keys, …); … xs[order[i]] …
/// </code>
/// </summary>
internal static class Orderings
{
    private static readonly InertType Positions = new("int[]", InertKind.Reference);

    public static bool Is(IMethodSymbol method) =>
        method.Name is "OrderBy" or "OrderByDescending" or "Order" or "OrderDescending" or "ThenBy" or "ThenByDescending";

    public static bool IsIn(IOperation query) =>
        query.Descendants().OfType<IInvocationOperation>().Any(call => Linq.Is(call.TargetMethod) && Is(call.TargetMethod));

    /// <summary>Elements without derivatives as an array.</summary>
    public static Tree<Operand> ToArray(Lowering lowering, Sequence source)
    {
        var iteration = source.Begin();
        var array = Allocate(lowering, source.Element, iteration.Count);
        var count = lowering.Variables.Temporary(InertType.Int, "count").Leaf;
        lowering.Write(count, Constant.Int(0));
        iteration.Each(lowering, element =>
        {
            var index = lowering.Read(count);
            Store(lowering, array, index, element);
            lowering.Write(count, lowering.Apply(Primitive.Add, InertType.Int, index, Constant.Int(1)));
        });
        return Expressions.Leaf(source.IsExact
            ? array
            : lowering.Let(new Inert("{0}[..{1}]", [array, lowering.Read(count)], Effect.Read), array.Type));
    }

    /// <summary>The sorted sequence; null if it cannot be followed.</summary>
    public static Sequence? Of(Lowering lowering, IInvocationOperation call)
    {
        var keys = new List<Key>();
        for (IOperation sorted = call; ; sorted = Inner(((IInvocationOperation)sorted).Arguments.OrderBy(argument =>
            argument.Parameter!.Ordinal).First().Value))
        {
            if (sorted is not IInvocationOperation step || !Linq.Is(step.TargetMethod) || !Is(step.TargetMethod)) return null;
            var arguments = step.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value).ToList();
            if (KeyOf(lowering, step, arguments) is not { } key) return null;
            keys.Add(key);
            if (step.TargetMethod.Name.StartsWith("Then", StringComparison.Ordinal)) continue;
            return Sequence.Of(lowering, arguments[0]) is { IsNested: false } source && CanBeStored(lowering, source.Element)
                ? Sorted(lowering, source, keys)
                : null;
        }
    }

    /// <summary>The first element of those with the least or greatest key; null if the keys cannot be followed.</summary>
    public static Tree<Operand>? Extreme(Lowering lowering, IInvocationOperation call, Sequence source, IReadOnlyList<IOperation> arguments)
    {
        if (arguments.Count != 2 || KeyOf(lowering, call, arguments) is not { } key || !CanBeStored(lowering, source.Element)) return null;
        return Folds.ExtremeBy(lowering, source, element => key.Of(lowering, element), key.Type, isMax: key.IsDescending,
            isOptional: lowering.Tables.Has(source.Element));
    }

    private static IOperation Inner(IOperation source) =>
        source is IConversionOperation { IsImplicit: true, Operand: var operand } ? Inner(operand)
            : source is IParenthesizedOperation parenthesized ? Inner(parenthesized.Operand)
            : source;

    /// <summary>What a step sorts by; null if it compares in a way of its own, or by a function that is not known here.</summary>
    private static Key? KeyOf(Lowering lowering, IInvocationOperation step, IReadOnlyList<IOperation> arguments)
    {
        var isDescending = step.TargetMethod.Name.EndsWith("Descending", StringComparison.Ordinal) || step.TargetMethod.Name == "MaxBy";
        if (step.TargetMethod.Name is "Order" or "OrderDescending")
            return arguments.Count == 1 ? new(step, null, Sequence.ElementOf(step), isDescending) : null;
        if (arguments.Count != 2 || Callable.Of(lowering, arguments[1]) is not { } function) return null;
        var type =
            ((INamedTypeSymbol)step.TargetMethod.Parameters[step.TargetMethod.Parameters.Length - 1].Type).DelegateInvokeMethod!.ReturnType;
        return Shapes.Of(type) is ScalarType or InertType && !lowering.Tables.Mentions(type) && !AnonymousObjects.IsNameless(type)
            ? new(step, function, type, isDescending)
            : null;
    }

    /// <summary>Whether elements can be kept in an array, to be found again by their position.</summary>
    private static bool CanBeStored(Lowering lowering, ITypeSymbol element) => lowering.Tables.Has(element)
        || ((!AnonymousObjects.IsNameless(element) || AnonymousObjects.Is(element))
            && !ObjectFields.IsMarked(element) && !lowering.Objects.Has(element)
            && Shapes.Of(element) is not BufferType && Shapes.Of(lowering.Nesting.Compilation.CreateArrayTypeSymbol(element))
                is BufferType or InertType { Kind: InertKind.Reference });

    /// <param name="keys">The most important one last.</param>
    private static Sequence Sorted(Lowering lowering, Sequence source, IReadOnlyList<Key> keys) => new(source.Element, IsExact: true, () =>
    {
        var iteration = source.Begin();
        var items = Allocate(lowering, source.Element, iteration.Count);
        var columns = keys.Select(key => Allocate(lowering, key.Type, iteration.Count)).ToList();
        var count = lowering.Variables.Temporary(InertType.Int, "count").Leaf;
        lowering.Write(count, Constant.Int(0));
        iteration.Each(lowering, element =>
        {
            var index = lowering.Read(count);
            Store(lowering, items, index, element);
            foreach (var (key, column) in keys.Zip(columns,
                (key, column) => (key, column))) Store(lowering, column, index, key.Of(lowering, element));
            lowering.Write(count, lowering.Apply(Primitive.Add, InertType.Int, index, Constant.Int(1)));
        });
        var total = lowering.Read(count);
        var named = lowering.Variables.Temporary(Positions, "order").Leaf;
        var positions = total;
        foreach (var (key, column) in keys.Zip(columns, (key, column) => (key, column)))
        {
            var by = MemoryTemplates.By + InertText.Escape(TypeMapping.Spell(key.Type));
            lowering.Write(named, lowering.Let(new Inert($"{by}>({{0}}, {{1}}, {(key.IsDescending ? "true" : "false")})",
                [positions, column], Effect.Read), Positions));
            positions = lowering.Read(named);
        }

        var order = lowering.Read(named);
        return new(total,
            (index, body) => body(Buffers.Load(lowering, items,
                [lowering.Let(new Inert("{0}[{1}]", [order, index], Effect.Pure), InertType.Int)], source.Element)));
    });

    private static Operand Allocate(Lowering lowering, ITypeSymbol element, Operand length)
    {
        var array = lowering.Nesting.Compilation.CreateArrayTypeSymbol(element);
        return Shapes.Of(array) is BufferType type
            ? lowering.Let(new Allocate([length]), type)
            : InertArrays.Sized(lowering, array, [length]).Leaf;
    }

    private static void Store(Lowering lowering, Operand array, Operand index, Tree<Operand> value)
    {
        if (array.Type is BufferType) lowering.Do(new Store(array, [index], [], lowering.Pack(value)));
        else lowering.Do(new Inert("{0}[{1}] = {2}", [array, index, lowering.Pack(value)], Effect.Write));
    }

    /// <param name="Function">Null if the elements are sorted themselves.</param>
    private sealed record Key(IOperation At, Callable? Function, ITypeSymbol Type, bool IsDescending)
    {
        public Tree<Operand> Of(Lowering lowering, Tree<Operand> element) =>
            Function is null ? element : Function.Apply(lowering, At, element);
    }
}
