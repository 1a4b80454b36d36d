using Diff;

namespace Diff.Tests.Library;

/// <summary>Methods that return collections.</summary>
public static partial class Sequences
{
    /// <summary>The differences of neighbours, scaled.</summary>
    [Differentiable]
    public static List<double> Differences(ReadOnlySpan<double> x, double scale)
    {
        var differences = new List<double>();
        for (var i = 1; i < x.Length; i++) differences.Add((x[i] - x[i - 1]) * scale);
        return differences;
    }
}
