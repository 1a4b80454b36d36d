using Diff.Generators.Ir;

namespace Diff.Generators.Normalize;

/// <summary>Closed forms for counted loops. All of them hold for loops that do not run at all.</summary>
internal static class TripCount
{
    private static readonly Primitive Max = new("Max", "global::System.Math");

    /// <summary>
    /// <c>(end - start + stride - 1) / stride</c>: the number of iterations; zero or negative when there are none.
    /// </summary>
    public static Operand Of(BlockBuilder builder, Operand start, Operand end, int stride, bool isInclusive)
    {
        var distance = stride > 0 ? Subtract(builder, end, start) : Subtract(builder, start, end);
        var size = Math.Abs(stride);
        var rounding = isInclusive ? size : size - 1;
        return Divide(builder, Add(builder, distance, rounding), size);
    }

    /// <summary>The index of the last iteration; when there is none, an index that lies before <paramref name="start"/>.</summary>
    public static Operand Last(BlockBuilder builder, Operand start, Operand end, int stride, bool isInclusive)
    {
        if (Math.Abs(stride) == 1) return isInclusive ? end : Add(builder, end, -stride);
        var trips = Of(builder, start, end, stride, isInclusive);
        return Sum(builder, start, Multiply(builder, Add(builder, trips, -1), stride));
    }

    /// <summary>The first index that fails the test of the loop.</summary>
    public static Operand IndexAfter(BlockBuilder builder, Operand start, Operand end, int stride, bool isInclusive)
    {
        var trips = builder.Apply(Max, InertType.Int, Constant.Int(0), Of(builder, start, end, stride, isInclusive));
        return Sum(builder, start, Multiply(builder, trips, stride));
    }

    /// <summary>The ordinal of the iteration with the given index: <c>(index - start) / stride</c>.</summary>
    public static Operand Ordinal(BlockBuilder builder, Operand index, Operand start, int stride) =>
        stride > 0 ? Divide(builder, Subtract(builder, index, start), stride) : Divide(builder, Subtract(builder, start, index), -stride);

    public static Operand Sum(BlockBuilder builder, Operand left, Operand right) => (left, right) switch
    {
        (Constant constant, _) => Add(builder, right, (int)constant.Bits),
        (_, Constant constant) => Add(builder, left, (int)constant.Bits),
        _ => builder.Apply(Primitive.Add, InertType.Int, left, right),
    };

    public static Operand Add(BlockBuilder builder, Operand operand, int constant) => (operand, constant) switch
    {
        (_, 0) => operand,
        (Constant known, _) => Constant.Int(unchecked((int)known.Bits + constant)),
        (_, < 0) => builder.Apply(Primitive.Subtract, InertType.Int, operand, Constant.Int(-constant)),
        _ => builder.Apply(Primitive.Add, InertType.Int, operand, Constant.Int(constant)),
    };

    public static Operand Subtract(BlockBuilder builder, Operand left, Operand right) => right switch
    {
        Constant constant => Add(builder, left, unchecked(-(int)constant.Bits)),
        _ => builder.Apply(Primitive.Subtract, InertType.Int, left, right),
    };

    private static Operand Multiply(BlockBuilder builder, Operand operand, int factor) => (operand, factor) switch
    {
        (_, 1) => operand,
        (Constant known, _) => Constant.Int(unchecked((int)known.Bits * factor)),
        _ => builder.Apply(Primitive.Multiply, InertType.Int, operand, Constant.Int(factor)),
    };

    private static Operand Divide(BlockBuilder builder, Operand operand, int divisor) => (operand, divisor) switch
    {
        (_, 1) => operand,
        (Constant known, _) => Constant.Int((int)known.Bits / divisor),
        _ => builder.Apply(Primitive.Divide, InertType.Int, operand, Constant.Int(divisor)),
    };
}
