namespace Diff.Tests.Runtime;

public sealed class TapeChunkTests
{
    private const long LargestKept = 64L << 20;

    [Fact]
    public void Chunks_grow_geometrically_from_64_KiB()
    {
        var chunks = new TapeChunks();
        Assert.Equal(64 << 10, chunks.Ensure(0, 8).Length);
        Assert.Equal(128 << 10, chunks.Ensure(1, 8).Length);
        Assert.Equal(256 << 10, chunks.Ensure(2, 8).Length);
        chunks.Clear();
    }

    [Fact]
    public void A_kept_chunk_that_is_too_small_is_exchanged()
    {
        var chunks = new TapeChunks();
        chunks.Ensure(0, 8);
        Assert.True(chunks.Ensure(0, 1 << 20).Length >= 1 << 20);
        Assert.Equal(1, chunks.Count);
        chunks.Clear();
    }

    [Fact]
    public void A_tape_at_rest_keeps_at_most_64_MiB()
    {
        var chunks = new TapeChunks();
        for (var i = 0; i < 14; i++) chunks.Ensure(i, 8);
        Assert.True(Bytes(chunks) > LargestKept);
        chunks.Trim();
        Assert.InRange(Bytes(chunks), 1, LargestKept);
        chunks.Clear();
        Assert.Equal(0, chunks.Count);
    }

    private static long Bytes(TapeChunks chunks) => Enumerable.Range(0, chunks.Count).Sum(i => (long)chunks[i].Length);
}
