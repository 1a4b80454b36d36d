using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>The range of an index; null where it is not known.</summary>
internal readonly record struct IndexRange(Value Index, LinearForm? Least, LinearForm? Most)
{
    /// <param name="index">The index of the loop, or another name for it.</param>
    /// <param name="form">The bounds of the loop as sums.</param>
    public static IndexRange Of(For loop, Value index, Func<Operand, LinearForm?> form)
    {
        var (start, end) = (form(loop.Start), form(loop.End));
        return loop.Stride > 0
            ? new(index, start, loop.IsInclusive ? end : end?.Plus(-1))
            : new(index, loop.IsInclusive ? end : end?.Plus(1), start);
    }

    /// <summary>Whether a sum is at least 1 for all values of the indices within their ranges, given innermost first.</summary>
    public static bool IsPositive(LinearForm? sum, IEnumerable<IndexRange> ranges)
    {
        foreach (var range in ranges)
        {
            var factor = sum?.FactorOf(range.Index) ?? 0;
            if (factor != 0)
                sum = sum!.Plus(new LinearForm([new(range.Index, 1)], 0), -factor)?.Plus(factor > 0 ? range.Least : range.Most, factor);
        }

        return sum is { Terms.IsEmpty: true, Constant: > 0 };
    }
}
