namespace Diff.Tests.Runtime;

public class UnwantedTests
{
    [Fact]
    public void Zeros_have_the_length_asked_for_and_are_zero()
    {
        Assert.Equal(7, Unwanted.Zeros<double>(7).Length);
        Assert.All(Unwanted.Zeros<double>(1000).ToArray(), zero => Assert.Equal(0, zero));
    }

    [Fact]
    public void A_sink_that_was_written_leaves_zeros_alone()
    {
        Unwanted.Sink<float>(5).Fill(3);
        Assert.All(Unwanted.Zeros<float>(5).ToArray(), zero => Assert.Equal(0, zero));
    }

    [Fact]
    public void Sinks_of_a_known_length_allocate_nothing()
    {
        Unwanted.Sink<double>(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Unwanted.Sink<double>(i)[..].Clear();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Shapes_of_matrices_and_jagged_arrays_are_kept()
    {
        Assert.Equal((2, 3), (Unwanted.Zeros(new double[2, 3]).GetLength(0), Unwanted.Zeros(new double[2, 3]).GetLength(1)));
        Assert.Equal([1, 2], Unwanted.Sink<double>([[1], [1, 2]]).Select(row => row.Length));
    }
}
