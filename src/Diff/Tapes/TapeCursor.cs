using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff;

/// <summary>
/// Reads a <see cref="Tape"/> backwards, last entry first, leaving it as it is. Pass it by <c>ref</c>.
/// </summary>
/// <remarks>
/// The reads must mirror the records exactly: the same types and lengths in the opposite order. Reading past the beginning throws
/// <see cref="InvalidOperationException"/>. A cursor ends with its tape.
/// </remarks>
public ref struct TapeCursor
{
    private readonly TapeStorage _storage;
    private byte[] _chunk;
    private int _position;
    private int _index;
    private int _references;

    internal TapeCursor(TapeStorage storage, byte[] chunk, int index, int position, int references)
    {
        _storage = storage;
        _chunk = chunk;
        _index = index;
        _position = position;
        _references = references;
    }

    internal TapeCursor(TapeStorage storage, TapeMark end)
    {
        _storage = storage;
        _chunk = storage.ChunkAt(end.Chunk);
        _index = end.Chunk;
        _position = end.Top;
        _references = end.References;
    }

    /// <summary>The value that <see cref="Tape.Push"/> recorded.</summary>
    /// <typeparam name="T">The type it was recorded with.</typeparam>
    /// <exception cref="InvalidOperationException">Nothing is left to read.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Pop<T>()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) return PopReference<T>();
        var size = (int)TapeStorage.SizeOf<T>(1);
        var position = _position - size;
        if (position < 0) position = StepBack(size);
        _position = position;
        return Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_chunk), (nint)(uint)position));
    }

    /// <summary>The block that <see cref="Tape.Block"/> recorded: the same memory, not a copy.</summary>
    /// <typeparam name="T">The type of the elements it was recorded with.</typeparam>
    /// <param name="length">The length it was recorded with; a negative one counts as 0.</param>
    /// <exception cref="InvalidOperationException">Nothing is left to read.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Block<T>(int length)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) return PopReferences<T>(Math.Max(length, 0));
        var size = TapeStorage.SizeOf<T>(length);
        var position = _position;
        // A size of zero or below is no unsigned number that is left to read either.
        if ((ulong)(size - 1) >= (ulong)position) return BlockBelow<T>(length, size);
        position -= (int)size;
        _position = position;
        return TapeStorage.Slice<T>(_chunk, position, length);
    }

    private Span<T> BlockBelow<T>(int length, long size)
    {
        if (length <= 0) return [];
        if (size > Array.MaxLength) throw Mismatch();
        _position = StepBack((int)size);
        return TapeStorage.Slice<T>(_chunk, _position, length);
    }

    private Span<T> PopReferences<T>(int length)
    {
        var block = PopReference<T[]>();
        return block.Length == length ? block : throw Mismatch();
    }

    private T PopReference<T>()
    {
        if (_references == 0) throw Mismatch();
        return (T)_storage.ReferenceAt(--_references)!;
    }

    // Returns where the entry begins in the nearest chunk below that has one.
    private int StepBack(int size)
    {
        if (_position != 0) throw Mismatch();
        while (_position == 0)
        {
            if (_index <= 0) throw Mismatch();
            _chunk = _storage.ChunkBelow(--_index, out _position);
        }

        return _position >= size ? _position - size : throw Mismatch();
    }

    private static InvalidOperationException Mismatch() =>
        new("The reverse sweep read something from the tape that the forward sweep did not record there.");
}
