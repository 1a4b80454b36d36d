namespace Diff;

/// <summary>
/// Memory for the arrays that a derivative needs while it runs: a stack of pooled memory per thread. What a member takes is given back when it ends.
/// </summary>
/// <remarks>
/// Members enter and leave in the order of calls, also when they throw, so one stack serves them all, recursion included. Spans handed out stay where they
/// are, and must not be used after <see cref="Dispose"/> or after the <see cref="Release"/> that takes them back. Once the stack has grown to what is needed,
/// nothing is allocated.
/// </remarks>
public readonly struct Scratch : IDisposable
{
    [ThreadStatic]
    private static TapeStorage? t_storage;

    private readonly TapeStorage _storage;
    private readonly TapeMark _entry;

    private Scratch(TapeStorage storage)
    {
        _storage = storage;
        _entry = storage.Mark();
    }

    /// <summary>Begins to use the stack of this thread; <see cref="Dispose"/> gives back what has been taken since.</summary>
    public static Scratch Enter() => new(t_storage ??= new TapeStorage());

    /// <summary>A block of zeros, as <c>new T[length]</c> makes one.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The number of elements.</param>
    /// <returns>The block, with every element <c>default</c>.</returns>
    /// <exception cref="OverflowException"><paramref name="length"/> is negative.</exception>
    public Span<T> Zeros<T>(int length)
    {
        if (length < 0) throw new OverflowException($"A block cannot have {length} elements.");
        var block = _storage.Block<T>(length);
        block.Clear();
        return block;
    }

    /// <summary>A copy of a block.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    public Span<T> Copy<T>(ReadOnlySpan<T> source)
    {
        var block = _storage.Block<T>(source.Length);
        source.CopyTo(block);
        return block;
    }

    /// <summary>Where on the stack a block lies, as a value that can be recorded; <see cref="At"/> finds it again while it has not been released.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="block">A block taken from this stack, or a part of one.</param>
    /// <exception cref="ArgumentException">The block is other memory.</exception>
    public ScratchPlace PlaceOf<T>(ReadOnlySpan<T> block) => _storage.PlaceOf(block);

    /// <summary>The block at a place.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="place">What <see cref="PlaceOf"/> returned.</param>
    public Span<T> At<T>(ScratchPlace place) => place.Length == 0 ? [] : TapeStorage.Slice<T>(_storage.ChunkAt(place.Chunk), place.Offset, place.Length);

    /// <summary>The current end of the stack, to which <see cref="Release"/> can return.</summary>
    public TapeMark Mark() => _storage.Mark();

    /// <summary>Takes back everything taken since <paramref name="mark"/>.</summary>
    /// <param name="mark">An earlier end of the stack.</param>
    /// <exception cref="InvalidOperationException">The stack is already shorter than the mark.</exception>
    public void Release(TapeMark mark) => _storage.Release(mark);

    /// <summary>Takes back everything taken since <see cref="Enter"/>.</summary>
    public void Dispose()
    {
        _storage.Release(_entry);
        if (_storage.BytesRecorded == 0) _storage.Trim();
    }
}
