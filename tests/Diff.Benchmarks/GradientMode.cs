using Diff.Benchmarks.Functions;

namespace Diff.Benchmarks;

/// <summary>
/// A table of what an optimiser does with a generated gradient, next to a plain copy that moves as many bytes: reads and writes counted
/// alike.
/// </summary>
internal static class GradientMode
{
    // The copy needs no arithmetic, and the memory of a gradient lies in several arrays.
    private const double Limit = 1.5;

    public static void Run(string filter)
    {
        Console.WriteLine($"{"microseconds per call",-32}{"numbers",10}{"gradient",12}{"copy",12}{"ratio",8}{"GB/s",8}{"bytes",8}  goal");
        foreach (var operation in GradientOperations.All)
        {
            if (!operation.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)) continue;
            var times = Turns.Take(operation.Run, operation.Copy);
            var (ratio, time) = (Turns.Ratio(times[0], times[1]), Turns.Median(times[0]));
            Console.WriteLine(
                $"{operation.Name,-32}{operation.Numbers,10}{time / 1e3,12:F1}{Turns.Median(times[1]) / 1e3,12:F1}{ratio,8:F2}"
                + $"{operation.Moved * sizeof(double) / time,8:F1}{Turns.BytesPerCall(operation.Run),8:F0}"
                + $"  ≤ {Limit:F1} × copy: {(ratio <= Limit ? "met" : "MISSED")}");
        }
    }
}
