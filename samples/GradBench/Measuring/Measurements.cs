namespace GradBench.Measuring;

/// <summary>Times primals and derivatives.</summary>
public static class Measurements
{
    /// <summary>Prints a line per eval and size.</summary>
    public static void Print(TextWriter output, IReadOnlyCollection<string> evals) => output.WriteLine(evals.Count);
}
