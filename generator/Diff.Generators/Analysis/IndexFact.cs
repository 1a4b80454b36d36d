using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>What is known of a sum of integers where a branch has been taken: that it is at least 1, or only that it is not 0.</summary>
/// <param name="IsDifference">It may be less than 0 as well.</param>
internal sealed record IndexFact(LinearForm Sum, bool IsDifference)
{
    /// <summary>The same, with the sign that the ranges of the indices leave.</summary>
    public IndexFact Sharpened(IReadOnlyList<IndexRange> ranges)
    {
        if (!IsDifference) return this;
        if (IndexRange.IsPositive(Sum.Plus(1), ranges)) return this with { IsDifference = false };
        var negative = Sum.Times(-1);
        return IndexRange.IsPositive(negative.Plus(1), ranges) ? new(negative, IsDifference: false) : this;
    }

    /// <summary>Whether this says that another sum is not 0.</summary>
    public bool IsNonZero(LinearForm other) => other == Sum || other == Sum.Times(-1);
}
