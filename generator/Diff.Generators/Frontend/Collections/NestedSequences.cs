using Diff.Generators.Diagnostics;
using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Sequences of sequences: a loop in a loop, or arrays of so many elements each.
/// <code>
/// rows.SelectMany(r => r).Sum()             →   for (i = 0; i &lt; rows.Length; i++) for (j = 0; j &lt; rows[i].Length; j++) sum += rows[i][j];
/// (from x in xs from y in ys select x * y)  →   xs.SelectMany(x => ys, (x, y) => x * y)
/// </code>
/// What ends early is refused: the loops would go on.
/// </summary>
internal static class NestedSequences
{
    /// <summary>Null if the sequences cannot be followed.</summary>
    public static Sequence? SelectMany(Lowering lowering, IInvocationOperation call, Sequence source, IReadOnlyList<Callable> functions,
        IReadOnlyList<IOperation> arguments)
    {
        if (Sequence.Arity(arguments[1]) != 1 || functions.Count != arguments.Count - 1 || functions[0] is not BodyCallable outer
            || !arguments[1].DescendantsAndSelf().Contains(outer.Body) || Returned(outer) is not { } returned
            || Sequence.Of(lowering, returned) is null)
            return null;
        return new(Sequence.ElementOf(call), false, () =>
        {
            var whole = source.Begin();
            return whole with { Visit = (index, body) => whole.Visit(index, x =>
            {
                LocalFunctions.Bind(lowering, outer.Function, outer.Body, [x]);
                if (Sequence.Of(lowering, returned) is not { } inner)
                    lowering.Refuse(call, Descriptors.Unsupported.Sequence, call.TargetMethod.Name, SequenceObstacles.Of(lowering, call));
                else
                    inner.Begin().Inside(lowering, y => body(functions.Count == 1 ? y : functions[1].Apply(lowering, call, x, y)));
            }) };
        }) { IsNested = true };
    }

    /// <summary>Arrays of so many elements, the last of which may be shorter.</summary>
    public static Sequence? Chunk(Lowering lowering, IInvocationOperation call, Sequence source, IOperation length)
    {
        if (!source.IsExact || Shapes.Of(Sequence.ElementOf(call)) is not BufferType type) return null;
        return new(Sequence.ElementOf(call), true, () =>
        {
            var (whole, size) = (source.Begin(), Expressions.Scalar(lowering, length));
            lowering.Do(new Inert("global::System.ArgumentOutOfRangeException.ThrowIfLessThan({0}, 1, \"size\")", [size], Effect.Write));
            var full = lowering.Apply(Primitive.Divide, InertType.Int, whole.Count, size);
            var rest = Sequence.Integer(lowering, "Min", lowering.Apply(Primitive.Remainder, InertType.Int, whole.Count, size),
                Constant.Int(1));
            return new(lowering.Apply(Primitive.Add, InertType.Int, full, rest), (index, body) =>
            {
                var start = lowering.Apply(Primitive.Multiply, InertType.Int, index, size);
                var count = Sequence.Integer(lowering, "Min", size,
                    lowering.Apply(Primitive.Subtract, InertType.Int, whole.Count, start));
                var chunk = lowering.Let(new Allocate([count]), type);
                IndexLoops.Up(lowering, count, i => whole.Visit(lowering.Apply(Primitive.Add, InertType.Int, start, i),
                    x => lowering.Do(new Store(chunk, [i], [], lowering.Pack(x)))));
                body(Expressions.Leaf(chunk));
            });
        });
    }

    /// <summary>What a lambda returns that is nothing but an expression.</summary>
    private static IOperation? Returned(BodyCallable function) =>
        function.Body is IBlockOperation { Operations: [IReturnOperation { ReturnedValue: { } value }] } ? value : null;
}
