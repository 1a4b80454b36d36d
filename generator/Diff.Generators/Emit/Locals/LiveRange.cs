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

    /// <summary>Adds a range; only the faces of a value that a loop carries may overlap.</summary>
    public void Add(LiveRange other)
    {
        foreach (var interval in other._intervals)
        {
            var first = FirstEndingAfter(_intervals, interval.Start);
            var end = first;
            var joined = interval;
            for (; end < _intervals.Count && _intervals[end].Start < interval.End; end++)
                joined = new(Math.Min(joined.Start, _intervals[end].Start), Math.Max(joined.End, _intervals[end].End));
            _intervals.RemoveRange(first, end - first);
            _intervals.Insert(first, joined);
        }
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
