namespace Diff.Tests.Runtime;

public sealed class TapeTests
{
    [Fact]
    public void Values_come_back_last_first()
    {
        using var tape = Tape.Rent();
        tape.Push(1.5);
        tape.Push(7);
        tape.Push(true);
        tape.Push("seven");
        tape.Push<string?>(null);
        tape.Push((Name: "pair", Value: 2.5));
        var cursor = tape.Read();
        Assert.Equal(("pair", 2.5), cursor.Pop<(string, double)>());
        Assert.Null(cursor.Pop<string?>());
        Assert.Equal("seven", cursor.Pop<string>());
        Assert.True(cursor.Pop<bool>());
        Assert.Equal(7, cursor.Pop<int>());
        Assert.Equal(1.5, cursor.Pop<double>());
    }

    [Fact]
    public void Arrays_are_lent_until_the_tape_is_released_and_then_again()
    {
        using var tape = Tape.Rent();
        var kept = tape.Array<double>(3);
        var mark = tape.Mark();
        var lent = tape.Array<double>(5);
        lent[4] = 2;
        tape.Release(mark);
        var again = tape.Array<double>(5);
        Assert.Same(lent, again);
        Assert.Equal([0, 0, 0, 0, 0], again);
        Assert.NotSame(kept, tape.Array<double>(3));
        Assert.Equal([1, 2], tape.ArrayOf<int>([1, 2]));
        Assert.Empty(tape.Array<double>(0));
        Assert.Throws<OverflowException>(() => Tape.Rent().Array<double>(-1));
    }

    [Fact]
    public void Reading_does_not_consume()
    {
        using var tape = Tape.Rent();
        tape.Push(1.0);
        tape.Push(2.0);
        for (var pass = 0; pass < 2; pass++)
        {
            var cursor = tape.Read();
            Assert.Equal(2.0, cursor.Pop<double>());
            Assert.Equal(1.0, cursor.Pop<double>());
        }
    }

    [Fact]
    public void A_block_survives_growth_where_it_is()
    {
        using var tape = Tape.Rent();
        var first = tape.Block<double>(1000);
        first.Fill(3);
        for (var i = 0; i < 100_000; i++) tape.Push((double)i);
        first[999] = 4;
        var cursor = tape.Read();
        for (var i = 99_999; i >= 0; i--) Assert.Equal(i, cursor.Pop<double>());
        var again = cursor.Block<double>(1000);
        Assert.True(again == first);
        Assert.Equal(3, again[0]);
        Assert.Equal(4, again[999]);
    }

    [Fact]
    public void A_block_larger_than_any_chunk_gets_its_own()
    {
        using var tape = Tape.Rent();
        tape.Push(1.0);
        var large = tape.Block<double>(3_000_000);
        large[^1] = 2;
        tape.Push(3.0);
        var cursor = tape.Read();
        Assert.Equal(3.0, cursor.Pop<double>());
        Assert.True(cursor.Block<double>(3_000_000) == large);
        Assert.Equal(1.0, cursor.Pop<double>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_block_of_no_or_negative_length_is_empty_and_takes_nothing(int length)
    {
        using var tape = Tape.Rent();
        tape.Push(1.0);
        Assert.True(tape.Block<double>(length).IsEmpty);
        Assert.True(tape.Block<string>(length).IsEmpty);
        Assert.True(tape.Scratch<int>(length).IsEmpty);
        var cursor = tape.Read();
        Assert.True(cursor.Block<int>(length).IsEmpty);
        Assert.True(cursor.Block<string>(length).IsEmpty);
        Assert.True(cursor.Block<double>(length).IsEmpty);
        Assert.Equal(1.0, cursor.Pop<double>());
    }

    [Fact]
    public void Scratch_is_zero_even_where_something_was_recorded_before()
    {
        using var tape = Tape.Rent();
        tape.Push(1.0);
        var mark = tape.Mark();
        tape.Block<double>(500).Fill(9);
        tape.Release(mark);
        foreach (var value in tape.Scratch<double>(500)) Assert.Equal(0, value);
        tape.Release(mark);
        var cursor = tape.Read();
        Assert.Equal(1.0, cursor.Pop<double>());
    }

    [Fact]
    public void Releasing_returns_to_the_mark_across_chunks()
    {
        using var tape = Tape.Rent();
        var beginning = tape.Mark();
        for (var i = 0; i < 20_000; i++) tape.Push((double)i);
        tape.Push("kept");
        var mark = tape.Mark();
        var recorded = tape.BytesRecorded;
        for (var round = 0; round < 3; round++)
        {
            tape.Block<double>(100_000).Fill(1);
            tape.Push("dropped");
            tape.Release(mark);
            Assert.Equal(recorded, tape.BytesRecorded);
        }

        var cursor = tape.Read();
        Assert.Equal("kept", cursor.Pop<string>());
        for (var i = 19_999; i >= 0; i--) Assert.Equal(i, cursor.Pop<double>());
        tape.Release(beginning);
        Assert.Equal(0, tape.BytesRecorded);
    }

    [Fact]
    public void A_cursor_from_a_mark_skips_what_came_later()
    {
        using var tape = Tape.Rent();
        tape.Push(1.0);
        var end = tape.Mark();
        tape.Block<double>(50_000);
        var cursor = tape.Read(end);
        Assert.Equal(1.0, cursor.Pop<double>());
    }

    [Fact]
    public void Releasing_to_a_mark_beyond_the_end_is_refused()
    {
        using var tape = Tape.Rent();
        var before = tape.Mark();
        tape.Push(1.0);
        var after = tape.Mark();
        tape.Release(before);
        Assert.Throws<InvalidOperationException>(() => tape.Release(after));
    }

    [Fact]
    public void Bytes_recorded_counts_slots_of_eight()
    {
        using var tape = Tape.Rent();
        Assert.Equal(0, tape.BytesRecorded);
        tape.Push(1.0);
        tape.Push(true);
        tape.Block<float>(3);
        tape.Push("text");
        Assert.Equal(8 + 8 + 16 + 8, tape.BytesRecorded);
    }

    [Fact]
    public void Reading_past_the_beginning_throws()
    {
        using var tape = Tape.Rent();
        tape.Push(1.0);
        Assert.Throws<InvalidOperationException>(() =>
        {
            var cursor = tape.Read();
            cursor.Pop<double>();
            cursor.Pop<double>();
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            var cursor = tape.Read();
            cursor.Pop<string>();
        });
    }

    [Fact]
    public void Spans_are_aligned()
    {
        using var tape = Tape.Rent();
        tape.Push(true);
        tape.Block<byte>(3);
        var block = tape.Block<double>(2);
        unsafe
        {
            fixed (double* start = block) Assert.Equal(0, (long)start % 8);
        }
    }
}
