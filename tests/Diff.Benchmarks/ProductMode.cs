using Diff.Benchmarks.Functions;

namespace Diff.Benchmarks;

/// <summary>A table of Hessian-vector products next to the gradients that they are the tangents of, both into buffers of the caller.</summary>
internal static class ProductMode
{
    private const double Limit = 2.5;

    public static void Run(string filter)
    {
        Console.WriteLine($"{"microseconds per call",-32}{"gradient",12}{"product",12}{"ratio",8}{"bytes",8}  goal");
        foreach (var function in SecondOrderFunctions.All)
        {
            if (!function.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)) continue;
            var times = Turns.Take(function.Gradient, function.Product);
            var ratio = Turns.Ratio(times[1], times[0]);
            Console.WriteLine(
                $"{function.Name,-32}{Turns.Median(times[0]) / 1e3,12:F1}{Turns.Median(times[1]) / 1e3,12:F1}{ratio,8:F2}{Turns.BytesPerCall(function.Product),8:F0}"
                + $"  ≤ {Limit:F1}: {(ratio <= Limit ? "met" : "MISSED")}");
        }
    }
}
