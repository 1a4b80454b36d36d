namespace Diff.Tests.Runtime;

public sealed class ScratchTests
{
    [Fact]
    public void Zeros_are_zero_also_where_memory_was_used_before()
    {
        for (var use = 0; use < 2; use++)
        {
            using var scratch = Scratch.Enter();
            var block = scratch.Zeros<double>(100);
            Assert.All(block.ToArray(), element => Assert.Equal(0, element));
            block.Fill(1.5);
        }
    }

    [Fact]
    public void A_copy_is_other_memory()
    {
        using var scratch = Scratch.Enter();
        double[] source = [1, 2, 3];
        var copy = scratch.Copy<double>(source);
        copy[0] = 7;
        Assert.Equal([1, 2, 3], source);
        Assert.Equal([7, 2, 3], copy.ToArray());
    }

    [Fact]
    public void Blocks_survive_growth_and_what_is_taken_by_others_in_between()
    {
        using var scratch = Scratch.Enter();
        var first = scratch.Zeros<double>(1000);
        first.Fill(2);
        for (var depth = 0; depth < 20; depth++) Take(depth);
        Assert.All(first.ToArray(), element => Assert.Equal(2, element));

        static void Take(int depth)
        {
            using var inner = Scratch.Enter();
            inner.Zeros<double>(10_000).Fill(3);
            if (depth > 0) Take(depth - 1);
        }
    }

    [Fact]
    public void What_is_released_is_taken_again()
    {
        using var scratch = Scratch.Enter();
        var mark = scratch.Mark();
        var first = scratch.Zeros<int>(10);
        scratch.Release(mark);
        var again = scratch.Zeros<int>(10);
        first[3] = 4;
        Assert.Equal(4, again[3]);
    }

    [Fact]
    public void A_block_is_found_again_by_its_place()
    {
        using var scratch = Scratch.Enter();
        var first = scratch.Zeros<double>(3);
        var place = scratch.PlaceOf<double>(first);
        var part = scratch.PlaceOf<double>(first[1..]);
        for (var i = 0; i < 50; i++) scratch.Zeros<double>(5000);
        first[2] = 8;
        Assert.Equal([0, 0, 8], scratch.At<double>(place).ToArray());
        Assert.Equal([0, 8], scratch.At<double>(part).ToArray());
        Assert.Equal(0, scratch.At<double>(scratch.PlaceOf<double>([])).Length);
        Assert.Throws<ArgumentException>(() => Scratch.Enter().PlaceOf<double>(new double[2]));
    }

    [Fact]
    public void A_negative_length_is_refused_as_for_an_array()
    {
        using var scratch = Scratch.Enter();
        Assert.Throws<OverflowException>(() => Scratch.Enter().Zeros<double>(-1));
        Assert.Equal(0, scratch.Zeros<double>(0).Length);
    }

    [Fact]
    public void Each_thread_has_a_stack_of_its_own()
    {
        using var scratch = Scratch.Enter();
        var mine = scratch.Zeros<double>(50);
        var thread = new Thread(() =>
        {
            using var other = Scratch.Enter();
            other.Zeros<double>(50).Fill(9);
        });
        thread.Start();
        thread.Join();
        Assert.All(mine.ToArray(), element => Assert.Equal(0, element));
    }

    [Fact]
    public void Nothing_is_allocated_once_the_stack_has_grown()
    {
        Use();
        // A collection may empty the pool behind the stack at any time, but not three times running.
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocated()));

        static long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++) Use();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        static void Use()
        {
            using var scratch = Scratch.Enter();
            for (var i = 0; i < 100; i++) scratch.Zeros<double>(1000);
        }
    }
}
