using Diff.Generators.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Generators.Frontend;

/// <summary>
/// Lowers methods that write a buffer as a whole to loops: <c>Fill</c>, <c>Clear</c>, <c>Reverse</c>, of spans and of <c>Array</c>.
/// <code>
/// span.Fill(x)   →   for (i = 0; i &lt; span.Length; i += 1) span[i] = x;
/// </code>
/// </summary>
internal static class BufferWrites
{
    /// <summary>Null if the call is none of these.</summary>
    /// <param name="operands">Evaluates the receiver and the arguments, in the order of the parameters.</param>
    public static Tree<Operand>? Lower(Lowering lowering, IInvocationOperation call, ITypeSymbol source, int count,
        Func<Operand[]> operands)
    {
        if (Shapes.Of(source) is not BufferType { Element: not BufferType } type) return null;
        switch (call.TargetMethod.Name, count)
        {
            case ("Fill", 2 or 4) when type.Rank == 1:
                var fill = operands();
                Fill(lowering, count == 2 ? fill[0] : Part(lowering, fill[0], fill[2], fill[3]), fill[1]);
                return Lowering.Nothing;
            case ("Clear", 1):
                Clear(lowering, operands()[0]);
                return Lowering.Nothing;
            case ("Clear", 3) when type.Rank == 1:
                var clear = operands();
                Clear(lowering, Part(lowering, clear[0], clear[1], clear[2]));
                return Lowering.Nothing;
            case ("Reverse", 1 or 3) when type.Rank == 1 && call.TargetMethod.ReturnsVoid:
                var turned = operands();
                Reverse(lowering, count == 1 ? turned[0] : Part(lowering, turned[0], turned[1], turned[2]));
                return Lowering.Nothing;
            default:
                return null;
        }
    }

    private static void Fill(Lowering lowering, Operand buffer, Operand value) =>
        IndexLoops.Up(lowering, Buffers.Length(lowering, buffer, 0, 1), index => lowering.Do(new Store(buffer, [index], [], value)));

    private static void Clear(Lowering lowering, Operand buffer)
    {
        var type = (BufferType)buffer.Type;
        var zero = Constant.Default(type.Element);
        IndexLoops.Nested(lowering, [.. Buffers.Lengths(lowering, buffer)], indices => lowering.Do(new Store(buffer, indices, [], zero)));
    }

    /// <summary>Exchanges the elements of the first half with those of the second.</summary>
    private static void Reverse(Lowering lowering, Operand buffer)
    {
        var element = ((BufferType)buffer.Type).Element;
        var length = Buffers.Length(lowering, buffer, 0, 1);
        IndexLoops.Up(lowering, lowering.Apply(Primitive.Divide, InertType.Int, length, Constant.Int(2)), index =>
        {
            var last = lowering.Apply(Primitive.Subtract, InertType.Int, length, Constant.Int(1));
            var mirrored = lowering.Apply(Primitive.Subtract, InertType.Int, last, index);
            var (low, high) = (lowering.Let(new Load(buffer, [index]), element), lowering.Let(new Load(buffer, [mirrored]), element));
            lowering.Do(new Store(buffer, [index], [], high));
            lowering.Do(new Store(buffer, [mirrored], [], low));
        });
    }

    public static Operand Part(Lowering lowering, Operand buffer, Operand start, Operand extent) =>
        lowering.Let(new View(buffer, start, extent), Spans.Of(((BufferType)buffer.Type).Element));
}
