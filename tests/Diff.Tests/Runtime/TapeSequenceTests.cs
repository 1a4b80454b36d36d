using CsCheck;

namespace Diff.Tests.Runtime;

/// <summary>Random records of mixed types and lengths, read back against a plain list.</summary>
public sealed class TapeSequenceTests
{
    private enum Kind { Double, Float, Bool, Int, Text, Wide, Doubles, Bytes, Texts }

    private readonly record struct Entry(Kind Kind, int Length, int Seed);

    private readonly record struct Wide(double A, int B, byte C, decimal D);

    private static readonly Gen<Entry> Entries =
        from kind in Gen.Enum<Kind>()
        from length in Gen.Frequency((6, Gen.Int[-1, 40]), (1, Gen.Int[4_000, 30_000]))
        from seed in Gen.Int
        select new Entry(kind, length, seed);

    [Fact]
    public void Any_sequence_is_read_back_in_reverse() => Entries.List[0, 60].Sample(entries =>
    {
        using var tape = Tape.Rent();
        foreach (var entry in entries) Record(tape, entry);
        for (var pass = 0; pass < 2; pass++)
        {
            var cursor = tape.Read();
            for (var i = entries.Count - 1; i >= 0; i--) Check(ref cursor, entries[i]);
        }
    }, iter: 400);

    [Fact]
    public void A_released_tail_leaves_the_rest_readable() => Gen.Select(Entries.List[0, 30], Entries.List[0, 30], Entries.List[0, 30])
        .Sample((kept, dropped, later) =>
        {
            using var tape = Tape.Rent();
            foreach (var entry in kept) Record(tape, entry);
            var mark = tape.Mark();
            foreach (var entry in dropped) Record(tape, entry);
            tape.Release(mark);
            foreach (var entry in later) Record(tape, entry);
            var cursor = tape.Read();
            for (var i = later.Count - 1; i >= 0; i--) Check(ref cursor, later[i]);
            for (var i = kept.Count - 1; i >= 0; i--) Check(ref cursor, kept[i]);
            var earlier = tape.Read(mark);
            for (var i = kept.Count - 1; i >= 0; i--) Check(ref earlier, kept[i]);
        }, iter: 400);

    private static void Record(Tape tape, Entry entry)
    {
        var (kind, length, seed) = entry;
        switch (kind)
        {
            case Kind.Double: tape.Push((double)seed); break;
            case Kind.Float: tape.Push((float)seed); break;
            case Kind.Bool: tape.Push(seed % 2 == 0); break;
            case Kind.Int: tape.Push(seed); break;
            case Kind.Text: tape.Push(seed.ToString()); break;
            case Kind.Wide: tape.Push(new Wide(seed, seed, (byte)seed, seed)); break;
            case Kind.Doubles: Fill(tape.Block<double>(length), i => seed + (double)i); break;
            case Kind.Bytes: Fill(tape.Block<byte>(length), i => (byte)(seed + i)); break;
            case Kind.Texts: Fill(tape.Block<string>(length), i => (seed ^ i).ToString()); break;
        }
    }

    private static void Check(ref TapeCursor cursor, Entry entry)
    {
        var (kind, length, seed) = entry;
        switch (kind)
        {
            case Kind.Double: Assert.Equal(seed, cursor.Pop<double>()); break;
            case Kind.Float: Assert.Equal((float)seed, cursor.Pop<float>()); break;
            case Kind.Bool: Assert.Equal(seed % 2 == 0, cursor.Pop<bool>()); break;
            case Kind.Int: Assert.Equal(seed, cursor.Pop<int>()); break;
            case Kind.Text: Assert.Equal(seed.ToString(), cursor.Pop<string>()); break;
            case Kind.Wide: Assert.Equal(new Wide(seed, seed, (byte)seed, seed), cursor.Pop<Wide>()); break;
            case Kind.Doubles: Match(cursor.Block<double>(length), length, i => seed + (double)i); break;
            case Kind.Bytes: Match(cursor.Block<byte>(length), length, i => (byte)(seed + i)); break;
            case Kind.Texts: Match(cursor.Block<string>(length), length, i => (seed ^ i).ToString()); break;
        }
    }

    private static void Fill<T>(Span<T> block, Func<int, T> element)
    {
        for (var i = 0; i < block.Length; i++) block[i] = element(i);
    }

    private static void Match<T>(ReadOnlySpan<T> block, int length, Func<int, T> element)
    {
        Assert.Equal(Math.Max(length, 0), block.Length);
        for (var i = 0; i < block.Length; i++)
            if (!EqualityComparer<T>.Default.Equals(block[i], element(i))) Assert.Fail($"Element {i} is {block[i]}, not {element(i)}.");
    }
}
