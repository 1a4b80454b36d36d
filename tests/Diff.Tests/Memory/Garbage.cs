namespace Diff.Tests.Memory;

/// <summary>Counts what derivatives leave to the garbage collector.</summary>
internal static class Garbage
{
    public static readonly double[] X = [0.7, 1.3, -0.4, 2.1, 0.9];

    /// <summary>Requires that a call that is not the first of its kind allocates nothing.</summary>
    /// <param name="derivative">A call with memory for the gradient at <see cref="X"/>.</param>
    /// <param name="allowed">Bytes that it may allocate nevertheless.</param>
    public static void None(Action<double[]> derivative, long allowed = 0)
    {
        var gradient = new double[X.Length];
        // Other tests take tapes from the pool meanwhile.
        Assert.InRange(Enumerable.Range(0, 10).Min(_ => Allocated()), 0, allowed);

        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            derivative(gradient);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
