using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff;

/// <summary>
/// The memory behind a <see cref="Tape"/>, and behind <see cref="Scratch"/>: a stack of entries over chunks that never move, and the arrays
/// that are lent until it is released.
/// </summary>
/// <remarks>
/// An entry lies within one chunk and takes a multiple of <see cref="Alignment"/> bytes, so every entry is aligned without padding and
/// the sizes alone tell a cursor where the entry before begins. A chunk that is left for the next one remembers how far it was filled.
/// Values with references in them cannot lie in bytes; they have a stack of their own.
/// </remarks>
internal sealed class TapeStorage
{
    internal const int Alignment = 8;

    /// <summary>Handles keep a flag of their own in the lowest bit of the version.</summary>
    private const int VersionStep = 2;

    private readonly TapeChunks _chunks = new();
    private readonly TapeReferences _references = new();
    private readonly TapeArrays _arrays = new();
    private byte[] _chunk = [];
    private int _top;
    private int _index = -1;
    private long _bytesBelow;
    private long _version;

    public long Version => _version;

    /// <summary>How many members use it as their scratch memory now.</summary>
    public int Depth { get; set; }

    public long BytesRecorded => _bytesBelow + _top + (long)_references.Count * Alignment;

    /// <summary>Bytes that an entry of <paramref name="length"/> elements takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long SizeOf<T>(int length) => ((long)length * Unsafe.SizeOf<T>() + (Alignment - 1)) & -Alignment;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push<T>(T value)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            _references.Push(value);
            return;
        }

        var size = (int)SizeOf<T>(1);
        // The bound is checked against the very array that is written, so a tape misused by two threads stays memory safe.
        var chunk = _chunk;
        var top = _top;
        if (size > chunk.Length - top)
        {
            PushIntoNext(value, size);
            return;
        }

        Unsafe.WriteUnaligned(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(chunk), (nint)(uint)top), value);
        _top = top + size;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Block<T>(int length)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) return _references.Block<T>(Math.Max(length, 0));
        var size = SizeOf<T>(length);
        var chunk = _chunk;
        var top = _top;
        // A size of zero or below is no unsigned number that has room either.
        if ((ulong)(size - 1) >= (ulong)(chunk.Length - top)) return BlockInNext<T>(length, size);
        _top = top + (int)size;
        return Slice<T>(chunk, top, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TapeCursor Read() => new(this, _chunk, _index, _top, _references.Count);

    /// <summary>What lends arrays until the stack is released.</summary>
    public TapeArrays Arrays => _arrays;

    public TapeMark Mark() => new(_index, _top, _references.Count, _arrays.Count, BytesRecorded);

    public void Release(TapeMark mark, int level = 0)
    {
        if (mark.Bytes > BytesRecorded || mark.References > _references.Count || mark.Arrays > _arrays.Count || mark.Chunk > _index)
            throw new InvalidOperationException("The tape is already shorter than the mark it should be released to.");
        while (_index > mark.Chunk)
        {
            _index--;
            _bytesBelow -= _index < 0 ? 0 : _chunks.FilledAt(_index);
        }

        _top = mark.Top;
        _chunk = _index < 0 ? [] : _chunks[_index];
        _references.Truncate(mark.References);
        if (_arrays.Count > mark.Arrays) _arrays.Truncate(mark.Arrays, level);
    }

    /// <summary>The chunk at an index and how far it is filled, for a cursor that steps back into it.</summary>
    public byte[] ChunkBelow(int index, out int filled)
    {
        filled = _chunks.FilledAt(index);
        return _chunks[index];
    }

    /// <summary>The chunk and offset of a block that lies in one of the chunks.</summary>
    public ScratchPlace PlaceOf<T>(ReadOnlySpan<T> block)
    {
        if (block.IsEmpty) return default;
        ref var start = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(block));
        for (var index = _index; index >= 0; index--)
        {
            var offset = Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(_chunks[index]), ref start);
            if ((nuint)offset < (nuint)_chunks[index].Length) return new(index, (int)offset, block.Length);
        }

        throw new ArgumentException("The block does not lie on this stack.", nameof(block));
    }

    public byte[] ChunkAt(int index) => index < 0 ? [] : _chunks[index];

    public object? ReferenceAt(int index) => _references[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> Slice<T>(byte[] chunk, int offset, int length) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(chunk), offset)), length);

    /// <summary>Ends the life of the handles that carry <paramref name="version"/>; false if it has ended before.</summary>
    public bool TryEnd(long version)
    {
        if (Interlocked.CompareExchange(ref _version, version + VersionStep, version) != version) return false;
        if (_index > 0) Trim();
        _index = _chunks.Count > 0 ? 0 : -1;
        _chunk = _chunks.Count > 0 ? _chunks[0] : [];
        _top = 0;
        _bytesBelow = 0;
        if (_references.Count > 0) _references.Truncate(0);
        if (_arrays.Count > 0) _arrays.Truncate(0, 0);
        return true;
    }

    /// <summary>Gives back the chunks beyond what an empty stack may hold on to.</summary>
    public void Trim() => _chunks.Trim();

    /// <summary>Gives every chunk back; the storage itself is then left to the garbage collector.</summary>
    public void ReleaseChunks()
    {
        _chunks.Clear();
        _chunk = [];
        _index = -1;
    }

    private void PushIntoNext<T>(T value, int size)
    {
        Advance(size);
        Unsafe.WriteUnaligned(ref _chunk[_top], value);
        _top += size;
    }

    private Span<T> BlockInNext<T>(int length, long size)
    {
        if (length <= 0) return [];
        if (size > Array.MaxLength)
            throw new OutOfMemoryException($"A block of {length} elements takes {size} bytes, more than one array can hold.");
        Advance((int)size);
        _top = (int)size;
        return Slice<T>(_chunk, 0, length);
    }

    private void Advance(int size)
    {
        if (_index >= 0)
        {
            _chunks.Leave(_index, _top);
            _bytesBelow += _top;
        }

        _index++;
        _chunk = _chunks.Ensure(_index, size);
        _top = 0;
    }
}
