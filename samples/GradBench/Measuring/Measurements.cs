using System.Diagnostics;
using System.Globalization;

namespace GradBench.Measuring;

/// <summary>Times primals and derivatives.</summary>
public static class Measurements
{
    private const int Rounds = 11;
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(20);

    /// <summary>Prints a line per size of each of <paramref name="evals"/>, or of all evals if none is named.</summary>
    public static void Print(TextWriter output, IReadOnlyCollection<string> evals)
    {
        output.WriteLine($"{"eval",-6} {"size",-24} {"primal",12} {"derivative",12} {"ratio",7} {"recorded",14} {"allocated",12}");
        foreach (var measured in Cases.All().Where(c => evals.Count == 0 || evals.Contains(c.Eval)))
        {
            var (primal, derivative) = Time(measured);
            var recorded = measured.BytesRecorded is { } bytes ? Invariant($"{bytes():N0} B") : "-";
            var allocated = Allocated(measured.Derivative);
            output.WriteLine(Invariant(
                $"{measured.Eval,-6} {measured.Size,-24} {primal * 1e6,9:N1} µs {derivative * 1e6,9:N1} µs {derivative / primal,7:N2} {recorded,14} {allocated,10:N0} B"));
        }
    }

    /// <summary>
    /// The median seconds of one run of the primal and of the derivative. Their rounds take turns, so that what slows the machine down
    /// for a while slows both.
    /// </summary>
    private static (double Primal, double Derivative) Time(Case measured)
    {
        var primalRuns = Runs(measured.Primal);
        var derivativeRuns = Runs(measured.Derivative);
        var primal = new double[Rounds];
        var derivative = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            primal[round] = Seconds(measured.Primal, primalRuns);
            derivative[round] = Seconds(measured.Derivative, derivativeRuns);
        }

        return (Median(primal), Median(derivative));
    }

    // How often to run the action so that a round takes long enough to be timed.
    private static int Runs(Action action)
    {
        action();
        return Math.Max(1, (int)(RoundTime.TotalSeconds / Seconds(action, 1)));
    }

    private static double Seconds(Action action, int runs)
    {
        var start = Stopwatch.GetTimestamp();
        for (var run = 0; run < runs; run++) action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / runs;
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
