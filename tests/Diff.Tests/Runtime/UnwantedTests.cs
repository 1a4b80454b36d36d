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
}
