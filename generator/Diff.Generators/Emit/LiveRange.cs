namespace Diff.Generators.Emit;

/// <summary>The union of live intervals of values that share a variable.</summary>
internal sealed class LiveRange(IReadOnlyList<Interval> intervals)
{
    private readonly List<Interval> _intervals = [.. intervals];

    public int Count => _intervals.Count;

    public bool Overlaps(LiveRange other)
    {
        var (small, large) = Count <= other.Count ? (_intervals, other._intervals) : (other._intervals, _intervals);
        foreach (var interval in small)
        {
            var next = FirstEndingAfter(large, interval.Start);
            if (next < large.Count && large[next].Start < interval.End) return true;
        }
        return false;
    }

    /// <summary>Adds a range that does not overlap.</summary>
    public void Add(LiveRange other)
    {
        foreach (var interval in other._intervals) _intervals.Insert(FirstEndingAfter(_intervals, interval.Start), interval);
    }

    private static int FirstEndingAfter(List<Interval> intervals, int position)
    {
        var (low, high) = (0, intervals.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (intervals[middle].End > position) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
