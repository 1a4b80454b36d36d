using Diff.Benchmarks.Functions;

namespace Diff.Benchmarks;

/// <summary>A table of Jacobians and Hessians next to what their columns, or rows, would cost one by one.</summary>
internal static class ColumnMode
{
    public static void Run(string filter)
    {
        Console.WriteLine($"{"microseconds per call",-32}{"columns",8}{"one column",12}{"matrix",12}{"ratio",8}  goal");
        foreach (var function in ColumnFunctions.All)
        {
            if (!function.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)) continue;
            var times = Turns.Take(function.Column, function.Matrix);
            var ratio = Turns.Ratio(times[1], times[0]) / function.Columns;
            Console.WriteLine(
                $"{function.Name,-32}{function.Columns,8}{Turns.Median(times[0]) / 1e3,12:F1}{Turns.Median(times[1]) / 1e3,12:F1}{ratio,8:F2}"
                + (function.Limit is { } limit ? $"  ≤ {limit:F1} × columns: {(ratio <= limit ? "met" : "MISSED")}" : ""));
        }
    }
}
