using System.Buffers;

namespace Diff;

/// <summary>
/// The chunks of a storage, in order: rented as they are needed, each larger than the one before, kept when the tape ends.
/// </summary>
internal sealed class TapeChunks
{
    private const int SmallestChunk = 64 << 10;
    private const int LargestStep = 64 << 20;
    private const long LargestKept = 64L << 20;

    private readonly List<byte[]> _chunks = [];
    private readonly List<int> _filled = [];

    public int Count => _chunks.Count;

    public byte[] this[int index] => _chunks[index];

    /// <summary>How many bytes of a chunk hold entries; set when the tape went on to the next chunk.</summary>
    public int FilledAt(int index) => _filled[index];

    public void Leave(int index, int filled) => _filled[index] = filled;

    /// <summary>The chunk at <paramref name="index"/>, at most one past the last, with room for <paramref name="size"/> bytes.</summary>
    public byte[] Ensure(int index, int size)
    {
        if (index == _chunks.Count)
        {
            var chunk = ArrayPool<byte>.Shared.Rent(Math.Max(size, NextSize()));
            _chunks.Add(chunk);
            _filled.Add(0);
            return chunk;
        }

        // A chunk kept from before may be too small for a large block; nothing lives in it, so it is exchanged.
        if (_chunks[index].Length < size)
        {
            var larger = ArrayPool<byte>.Shared.Rent(size);
            ArrayPool<byte>.Shared.Return(_chunks[index]);
            _chunks[index] = larger;
        }

        return _chunks[index];
    }

    /// <summary>Gives back the chunks beyond what a resting tape may hold on to.</summary>
    public void Trim()
    {
        var kept = 0;
        var bytes = 0L;
        while (kept < _chunks.Count && bytes + _chunks[kept].Length <= LargestKept) bytes += _chunks[kept++].Length;
        if (kept < _chunks.Count) RemoveFrom(kept);
    }

    public void Clear() => RemoveFrom(0);

    private int NextSize()
    {
        var last = _chunks.Count == 0 ? 0 : _chunks[^1].Length;
        return (int)Math.Clamp(2L * last, SmallestChunk, LargestStep);
    }

    private void RemoveFrom(int first)
    {
        for (var i = first; i < _chunks.Count; i++) ArrayPool<byte>.Shared.Return(_chunks[i]);
        _chunks.RemoveRange(first, _chunks.Count - first);
        _filled.RemoveRange(first, _filled.Count - first);
    }
}
