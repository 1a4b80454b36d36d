using Diff.Generators.Ir;

namespace Diff.Generators.Simplify;

/// <summary>Which indices a loop runs over, one by one, upwards or downwards.</summary>
/// <param name="Low">The smallest index.</param>
/// <param name="Extent">The number of iterations, if there are any.</param>
internal sealed record LoopRange(LinearForm Low, LinearForm Extent)
{
    /// <summary>Null if the indices are not one apart, or not known.</summary>
    /// <param name="definition">What defines a value.</param>
    public static LoopRange? Of(For loop, Func<Value, Let?> definition)
    {
        if (Math.Abs(loop.Stride) != 1) return null;
        var (first, last) = (Whole(loop.Start, definition), Whole(loop.End, definition));
        if (first is null || last is null) return null;
        if (!loop.IsInclusive) last = last.Plus(loop.Stride > 0 ? -1 : 1);
        var (low, high) = loop.Stride > 0 ? (first, last) : (last, first);
        return high.Plus(low, -1) is { } distance ? new(low, distance.Plus(1)) : null;
    }

    /// <summary>A bound, seen through what it is computed from, so that <c>n - 1</c> for the last index gives n for the extent.</summary>
    private static LinearForm? Whole(Operand bound, Func<Value, Let?> definition) => LinearForm.Of(bound,
        value => definition(value) is { Origin.Role: not Role.Primal, Operation: Apply { Arguments: [_, Constant] } apply } ? apply : null);
}
