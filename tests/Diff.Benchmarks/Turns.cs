using System.Diagnostics;

namespace Diff.Benchmarks;

/// <summary>
/// Times several ways to do something. They take turns in short batches, so that whatever else the machine does hits all of them; a way
/// makes the given number of calls.
/// </summary>
internal static class Turns
{
    private const int Rounds = 51;
    private const int WarmUps = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan TieringDelay = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(1);

    /// <summary>Nanoseconds per call, of each way in each round.</summary>
    public static double[][] Take(params Func<int, double>[] ways)
    {
        var calls = ways.Select(CallsPerBatch).ToArray();
        var times = ways.Select(_ => new double[Rounds]).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++) times[way][round] = Nanoseconds(ways[way], calls[way]);
        }

        return times;
    }

    public static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    /// <summary>The median of the ratios within a round.</summary>
    public static double Ratio(double[] times, double[] others) => Median([.. times.Zip(others, (time, other) => time / other)]);

    public static double BytesPerCall(Func<int, double> way)
    {
        const int calls = 100;
        var before = GC.GetAllocatedBytesForCurrentThread();
        way(calls);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)calls;
    }

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
}
