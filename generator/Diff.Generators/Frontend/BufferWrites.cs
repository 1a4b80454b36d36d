using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers methods that write a buffer as a whole to loops: <c>Fill</c>, <c>Clear</c>, <c>CopyTo</c>.
/// <code>
/// span.Fill(x)   →   for (i = 0; i &lt; span.Length; i += 1) span[i] = x;
/// </code>
/// </summary>
internal static class BufferWrites
{
    /// <summary>Null if the method is none of these.</summary>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call, IOperation source, IReadOnlyList<IOperation> arguments)
    {
        var isVector = Shapes.Of(source.Type!) is BufferType { Rank: 1, Element: ScalarType };
        switch (call.TargetMethod.Name)
        {
            case "Fill" when isVector && arguments.Count == 1:
                var (filled, value) = (Expressions.Scalar(lowering, source), Expressions.Scalar(lowering, arguments[0]));
                Fill(lowering, filled, value);
                return Lowering.Nothing;
            case "Clear" when isVector && arguments.Count == 0:
                var cleared = Expressions.Scalar(lowering, source);
                Fill(lowering, cleared, Constant.Default(((BufferType)cleared.Type).Element));
                return Lowering.Nothing;
            case "CopyTo" when isVector && arguments.Count == 1 && Shapes.IsBuffer(arguments[0].Type):
                Copy(lowering, Expressions.Scalar(lowering, source), Expressions.Scalar(lowering, arguments[0]));
                return Lowering.Nothing;
            case "ToArray" when isVector && arguments.Count == 0:
                var original = Expressions.Scalar(lowering, source);
                var copy = lowering.Let(new Allocate([Buffers.Length(lowering, original, 0, 1)]), Shapes.Of(call.Type!));
                Copy(lowering, original, copy);
                return Expressions.Leaf(copy);
            default:
                return null;
        }
    }

    private static void Fill(Lowering lowering, Operand buffer, Operand value) => ForIndex(lowering, Buffers.Length(lowering, buffer, 0, 1), index =>
        lowering.Do(new Store(buffer, [index], [], value)));

    private static void Copy(Lowering lowering, Operand source, Operand target) => ForIndex(lowering, Buffers.Length(lowering, source, 0, 1), index =>
        lowering.Do(new Store(target, [index], [], lowering.Let(new Load(source, [index]), ((BufferType)source.Type).Element))));

    /// <summary>A loop over <c>0 … length - 1</c>.</summary>
    private static void ForIndex(Lowering lowering, Operand length, Action<Operand> body)
    {
        var index = new Slot(lowering.Ids.Take(), InertType.Int, "i");
        lowering.Write(index, Constant.Int(0));
        lowering.Add(new Loop(
            [],
            lowering.Nest(() => [lowering.Apply(Primitive.Less, InertType.Bool, lowering.Read(index), length)]),
            lowering.Nest(() => body(lowering.Read(index))),
            lowering.Nest(() => lowering.Write(index, lowering.Apply(Primitive.Add, InertType.Int, lowering.Read(index), Constant.Int(1)))),
            TestsFirst: true,
            [],
            lowering.Origin));
    }
}
