using Diff.Benchmarks.Functions;

namespace Diff.Benchmarks;

/// <summary>A quick table of ratios between the three ways of each function.</summary>
internal static class RatioMode
{
    public static void Run(string filter)
    {
        Console.WriteLine(
            $"{"nanoseconds per call",-32}{"primal",12}{"derivative",12}{"by hand",12}{"÷ primal",10}{"÷ by hand",11}{"bytes",8}  goal");
        foreach (var function in MeasuredFunctions.All.Concat(VectorFunctions.All).Concat(ObjectFunctions.All))
        {
            if (function.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)) Measure(function);
        }
    }

    private static void Measure(MeasuredFunction function)
    {
        var times = Turns.Take(function.Primal, function.Derivative, function.HandWritten);
        var (primal, derivative, byHand) = (Turns.Median(times[0]), Turns.Median(times[1]), Turns.Median(times[2]));
        var toPrimal = Turns.Ratio(times[1], times[0]);
        var toHandWritten = Turns.Ratio(times[1], times[2]);
        Console.WriteLine(
            $"{function.Name,-32}{primal,12:F1}{derivative,12:F1}{byHand,12:F1}{toPrimal,10:F2}{toHandWritten,11:F2}"
            + $"{Turns.BytesPerCall(function.Derivative),8:F0}  {Goal(function, toPrimal, toHandWritten)}");
    }

    private static string Goal(MeasuredFunction function, double toPrimal, double toHandWritten) => function switch
    {
        { PrimalLimit: { } limit } => $"≤ {limit:F1} × primal: {(toPrimal <= limit ? "met" : "MISSED")}",
        { HandWrittenLimit: { } limit } => $"≤ {limit:F1} × by hand: {(toHandWritten <= limit ? "met" : "MISSED")}",
        _ => "",
    };
}
