namespace Diff.Tests.Runtime;

// The second tape of a thread comes from the pool that all threads share, so what is allocated depends on who else is at work.
[Collection(nameof(TapeLifetimeTests))]
[CollectionDefinition(nameof(TapeLifetimeTests), DisableParallelization = true)]
public sealed class TapeLifetimeTests
{
    [Fact]
    public void Every_use_after_dispose_throws_a_sentence()
    {
        var tape = Tape.Rent();
        var mark = tape.Mark();
        tape.Dispose();
        Action[] uses =
        [
            () => tape.Push(1.0), () => tape.Block<double>(1), () => tape.Scratch<double>(1), () => tape.Read(), () => tape.Read(mark),
            () => tape.Mark(), () => tape.Release(mark), () => _ = tape.BytesRecorded,
        ];
        foreach (var use in uses)
            Assert.StartsWith("This tape has been disposed", Assert.Throws<ObjectDisposedException>(use).Message);
    }

    [Fact]
    public void A_tape_that_was_never_rented_counts_as_disposed()
    {
        var tape = default(Tape);
        tape.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tape.Push(1.0));
    }

    [Fact]
    public void Disposing_a_copy_again_does_not_end_the_tape_that_came_after()
    {
        var first = Tape.Rent();
        var copy = first;
        first.Dispose();
        var second = Tape.Rent();
        second.Push(1.0);
        copy.Dispose();
        first.Dispose();
        second.Push(2.0);
        var third = Tape.Rent();
        third.Push(3.0);
        var cursor = second.Read();
        Assert.Equal(2.0, cursor.Pop<double>());
        Assert.Equal(1.0, cursor.Pop<double>());
        second.Dispose();
        third.Dispose();
    }

    [Fact]
    public void A_copy_ends_with_the_original()
    {
        var tape = Tape.Rent();
        var copy = tape;
        tape.Dispose();
        Assert.Throws<ObjectDisposedException>(() => copy.Push(1.0));
    }

    [Fact]
    public void A_tape_at_rest_keeps_no_object_alive()
    {
        var weak = RecordAndDispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(weak.IsAlive);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference RecordAndDispose()
        {
            using var tape = Tape.Rent();
            var target = new object();
            tape.Push(target);
            return new WeakReference(target);
        }
    }

    [Fact]
    public void Nothing_is_allocated_once_the_pool_is_warm()
    {
        for (var warm = 0; warm < 3; warm++) Nested();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) Nested();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Nested()
        {
            using var outer = Tape.Rent();
            for (var i = 0; i < 30_000; i++) outer.Push((double)i);
            using var inner = Tape.Rent();
            inner.Block<double>(40_000).Fill(1);
            var mark = inner.Mark();
            inner.Scratch<double>(100);
            inner.Release(mark);
            var cursor = outer.Read();
            for (var i = 0; i < 30_000; i++) cursor.Pop<double>();
        }
    }

    [Fact]
    public void Threads_hold_tapes_of_their_own()
    {
        var sums = new double[8];
        var threads = Enumerable.Range(0, sums.Length).Select(id => new Thread(() => sums[id] = Record(id))).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        for (var id = 0; id < sums.Length; id++) Assert.Equal(200 * (4950.0 + 100 * id), sums[id]);

        static double Record(int id)
        {
            var sum = 0.0;
            for (var round = 0; round < 200; round++)
            {
                using var tape = Tape.Rent();
                using var other = Tape.Rent();
                for (var i = 0; i < 100; i++) (i % 2 == 0 ? tape : other).Push((double)(i + id));
                var cursor = tape.Read();
                var otherCursor = other.Read();
                for (var i = 0; i < 50; i++) sum += cursor.Pop<double>() + otherCursor.Pop<double>();
            }

            return sum;
        }
    }
}
