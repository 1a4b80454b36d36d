using System.Diagnostics;
using Diff.Benchmarks.Functions;

namespace Diff.Benchmarks;

/// <summary>
/// A quick table of ratios: the three ways of each function take turns in short batches, so that whatever else the
/// machine does hits all of them, and the medians over the rounds are printed.
/// </summary>
internal static class RatioMode
{
    private const int Rounds = 51;
    private const int WarmUps = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan TieringDelay = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(1);

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
        Func<int, double>[] ways = [function.Primal, function.Derivative, function.HandWritten];
        var calls = ways.Select(CallsPerBatch).ToArray();
        var times = ways.Select(_ => new double[Rounds]).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++) times[way][round] = Nanoseconds(ways[way], calls[way]);
        }

        var (primal, derivative, byHand) = (Median(times[0]), Median(times[1]), Median(times[2]));
        var toPrimal = Median([.. times[1].Zip(times[0], (d, p) => d / p)]);
        var toHandWritten = Median([.. times[1].Zip(times[2], (d, h) => d / h)]);
        Console.WriteLine(
            $"{function.Name,-32}{primal,12:F1}{derivative,12:F1}{byHand,12:F1}{toPrimal,10:F2}{toHandWritten,11:F2}"
            + $"{BytesPerCall(function.Derivative),8:F0}  {Goal(function, toPrimal, toHandWritten)}");
    }

    private static string Goal(MeasuredFunction function, double toPrimal, double toHandWritten) => function switch
    {
        { PrimalLimit: { } limit } => $"≤ {limit:F1} × primal: {(toPrimal <= limit ? "met" : "MISSED")}",
        { HandWrittenLimit: { } limit } => $"≤ {limit:F1} × by hand: {(toHandWritten <= limit ? "met" : "MISSED")}",
        _ => "",
    };

    /// <summary>Warms up until the optimised code is in place, then sizes a batch.</summary>
    private static int CallsPerBatch(Func<int, double> way)
    {
        var perBatch = 1;
        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            // The compiler works in the background, and only when no new method has run for a tenth of a second.
            Thread.Sleep(TieringDelay);
            var watch = Stopwatch.StartNew();
            var calls = 0;
            while (watch.Elapsed < WarmUp)
            {
                way(8);
                calls += 8;
            }

            perBatch = Math.Max(1, (int)(calls * (Batch / watch.Elapsed)));
        }

        return perBatch;
    }

    private static double Nanoseconds(Func<int, double> way, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        way(calls);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }

    private static double BytesPerCall(Func<int, double> way)
    {
        const int calls = 100;
        var before = GC.GetAllocatedBytesForCurrentThread();
        way(calls);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)calls;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
