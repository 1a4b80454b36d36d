using System.Runtime.CompilerServices;

namespace Diff;

/// <summary>
/// Where a forward sweep records the primal values that the reverse sweep reads back: a stack of values and blocks over pooled memory.
/// </summary>
/// <remarks>
/// A tape is a small handle; copies stand for the same tape, and disposing any of them, any number of times, ends all of them. Spans
/// handed out stay where they are while the tape grows, and must not be used after <see cref="Dispose"/> or after the
/// <see cref="Release"/> that takes them back. One tape serves one thread at a time; any number of threads may hold tapes of their own.
/// Once the pool is warm, renting, recording and disposing allocate nothing.
/// </remarks>
public readonly struct Tape : IDisposable
{
    private readonly TapeStorage? _storage;
    private const long Lends = 1;

    // The lowest bit says whether results are lent.
    private readonly long _version;

    private Tape(TapeStorage storage, long version)
    {
        _storage = storage;
        _version = version;
    }

    /// <summary>Takes an empty tape from the pool; <see cref="Dispose"/> gives it back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tape Rent()
    {
        var storage = TapePool.Rent();
        return new(storage, storage.Version);
    }

    /// <summary>The bytes that are on the tape now, scratch included; an object reference counts as 8.</summary>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public long BytesRecorded => Live().BytesRecorded;

    /// <summary>Records a value of any type.</summary>
    /// <typeparam name="T">The type of the value, which <see cref="TapeCursor.Pop"/> must name again.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push<T>(T value) => Live().Push(value);

    /// <summary>Records a block, whose elements the caller sets at any time before they are read back.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The number of elements; a negative one counts as 0.</param>
    /// <returns>The block, with undefined contents.</returns>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Block<T>(int length) => Live().Block<T>(length);

    /// <summary>Takes a block of zeros for temporary use; give it back with <see cref="Mark"/> and <see cref="Release"/>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The number of elements; a negative one counts as 0.</param>
    /// <returns>The block, with every element <c>default</c>.</returns>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public Span<T> Scratch<T>(int length)
    {
        var block = Live().Block<T>(length);
        block.Clear();
        return block;
    }

    /// <summary>Lends an array of zeros, until the tape is released or disposed.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The number of elements.</param>
    /// <returns>An array of exactly this length.</returns>
    /// <exception cref="OverflowException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public T[] Array<T>(int length) => Live().Arrays.Array<T>(length, 0);

    /// <summary>Makes room in an array for one more element.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="array">The array; one of twice the length, with the same elements, is lent in its place if it is full.</param>
    /// <param name="count">How many elements are in use.</param>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Grow<T>(ref T[] array, int count)
    {
        if (count >= array.Length) Live().Arrays.Grow(ref array, count, 0);
    }

    /// <summary>Lends an array that holds what a block holds now, until the tape is released or disposed.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public T[] ArrayOf<T>(ReadOnlySpan<T> source) => Live().Arrays.ArrayOf(source, 0);

    /// <summary>Lends a matrix of zeros, until the tape is released or disposed.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <exception cref="OverflowException">A length is negative.</exception>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public T[,] Matrix<T>(int rows, int columns) => Live().Arrays.Matrix<T>(rows, columns, 0);

    /// <summary>Lends a three-dimensional array of zeros, until the tape is released or disposed.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <exception cref="OverflowException">A length is negative.</exception>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public T[,,] Volume<T>(int planes, int rows, int columns) => Live().Arrays.Volume<T>(planes, rows, columns, 0);

    /// <summary>Lends a copy of a matrix, until the tape is released or disposed.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public T[,] MatrixOf<T>(T[,] source) => Live().Arrays.MatrixOf(source, 0);

    /// <summary>Lends a copy of a three-dimensional array, until the tape is released or disposed.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public T[,,] VolumeOf<T>(T[,,] source) => Live().Arrays.VolumeOf(source, 0);

    /// <summary>Lends a copy of a jagged array, and of its rows, until the tape is released or disposed.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public T[][] TableOf<T>(T[][] source) => Live().Arrays.TableOf(source, 0);

    /// <summary>Lends a jagged array of zeros with the shape of another, until the tape is released or disposed.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The jagged array whose shape it gets.</param>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public T[][] TableLike<T>(Array[] shape) => Live().Arrays.TableLike<T>(shape, 0);

    /// <summary>This tape, for a forward half whose results are not used any more when the tape is released.</summary>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public Tape LendingResults => new(Live(), _version | Lends);

    /// <summary>This tape, for a forward half whose results are to be kept.</summary>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public Tape GivingResults => new(Live(), _version & ~Lends);

    /// <summary>Where the arrays come from that a forward half returns.</summary>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public LentResults Results => (_version & Lends) == 0 ? default : new(Live().Arrays, 0);

    /// <summary>The current end of the tape, to which <see cref="Release"/> can return.</summary>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public TapeMark Mark() => Live().Mark();

    /// <summary>Takes back everything recorded since <paramref name="mark"/>.</summary>
    /// <param name="mark">An earlier end of this tape.</param>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    /// <exception cref="InvalidOperationException">The tape is already shorter than the mark.</exception>
    public void Release(TapeMark mark) => Live().Release(mark);

    /// <summary>Reads the tape backwards from its current end. Reading does not consume: each call reads the same again.</summary>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TapeCursor Read() => Live().Read();

    /// <summary>Reads the tape backwards from an earlier end, past whatever was recorded after it.</summary>
    /// <param name="end">Where to begin.</param>
    /// <exception cref="ObjectDisposedException">The tape has been disposed.</exception>
    public TapeCursor Read(TapeMark end) => new(Live(), end);

    /// <summary>Gives the memory back to the pool. Disposing again, also through a copy of the handle, does nothing.</summary>
    public void Dispose()
    {
        if (_storage is not null && _storage.TryEnd(_version & ~Lends)) TapePool.Return(_storage);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TapeStorage Live()
    {
        var storage = _storage;
        if (storage is null || (ulong)(storage.Version ^ _version) > (ulong)Lends) ThrowDisposed();
        return storage!;
    }

    private static void ThrowDisposed() => throw new ObjectDisposedException(
        null,
        "This tape has been disposed, so what it recorded is gone: apply a pullback before it is disposed, or record again with WithPullback.");
}
