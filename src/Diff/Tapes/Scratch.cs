using System.Runtime.CompilerServices;

namespace Diff;

/// <summary>
/// Memory for the arrays that a derivative needs while it runs: a stack of pooled memory per thread, and arrays that are lent. What a
/// member takes is given back when it ends.
/// </summary>
/// <remarks>
/// Members enter and leave in the order of calls, also when they throw, so one stack serves them all, recursion included. Spans handed out
/// stay where they are, and must not be used after <see cref="Dispose"/> or after the <see cref="Release(TapeMark)"/> that takes them back.
/// Once the stack has grown to what is needed, nothing is allocated.
/// </remarks>
public readonly struct Scratch : IDisposable
{
    [ThreadStatic]
    private static TapeStorage? t_storage;

    // Levels of arrays are told apart within a member, and members by how deep they are in calls: what a member takes for its caller
    // outlives it.
    private const int LevelsOfMember = 256;

    private readonly TapeStorage _storage;
    private readonly TapeMark _entry;
    private readonly int _depth;

    private Scratch(TapeStorage storage)
    {
        _storage = storage;
        _entry = storage.Mark();
        _depth = ++storage.Depth;
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

    /// <summary>Lends an array of zeros, for what must be an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The number of elements.</param>
    /// <param name="level">The number of loops around where it is given back, by <see cref="Release(TapeMark, int)"/>; any release does it
    /// if left out.</param>
    /// <returns>An array of exactly this length.</returns>
    /// <exception cref="OverflowException"><paramref name="length"/> is negative.</exception>
    public T[] Array<T>(int length, int level = int.MaxValue) => _storage.Arrays.Array<T>(length, Level(level));

    /// <summary>Makes room in an array for one more element.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="array">The array; one of twice the length, with the same elements, is lent in its place if it is full.</param>
    /// <param name="count">How many elements are in use.</param>
    /// <param name="level">The number of loops around where it is given back, by <see cref="Release(TapeMark, int)"/>; any release does it
    /// if left out.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Grow<T>(ref T[] array, int count, int level = int.MaxValue)
    {
        if (count >= array.Length) _storage.Arrays.Grow(ref array, count, Level(level));
    }

    /// <summary>Lends an array with the elements of a block.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    /// <param name="level">The number of loops around where it is given back, by <see cref="Release(TapeMark, int)"/>; any release does it
    /// if left out.</param>
    public T[] ArrayOf<T>(ReadOnlySpan<T> source, int level = int.MaxValue) => _storage.Arrays.ArrayOf(source, Level(level));

    /// <summary>Lends an empty list; any release takes it back.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="capacity">How many elements it has room for, at least.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public List<T> List<T>(int capacity = 0)
    {
        var list = _storage.Arrays.List<T>(Level(int.MaxValue));
        list.EnsureCapacity(capacity);
        return list;
    }

    /// <summary>Lends a matrix of zeros.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="rows">The length of the first dimension.</param>
    /// <param name="columns">The length of the second dimension.</param>
    /// <param name="level">The number of loops around where it is given back, by <see cref="Release(TapeMark, int)"/>; any release does it
    /// if left out.</param>
    /// <exception cref="OverflowException">A length is negative.</exception>
    public T[,] Matrix<T>(int rows, int columns, int level = int.MaxValue) => _storage.Arrays.Matrix<T>(rows, columns, Level(level));

    /// <summary>Lends a copy of a matrix.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    /// <param name="level">The number of loops around where it is given back, by <see cref="Release(TapeMark, int)"/>; any release does it
    /// if left out.</param>
    public T[,] MatrixOf<T>(T[,] source, int level = int.MaxValue) => _storage.Arrays.MatrixOf(source, Level(level));

    /// <summary>Lends a three-dimensional array of zeros.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="planes">The length of the first dimension.</param>
    /// <param name="rows">The length of the second dimension.</param>
    /// <param name="columns">The length of the third dimension.</param>
    /// <param name="level">The number of loops around where it is given back, by <see cref="Release(TapeMark, int)"/>; any release does it
    /// if left out.</param>
    /// <exception cref="OverflowException">A length is negative.</exception>
    public T[,,] Volume<T>(int planes, int rows, int columns, int level = int.MaxValue) =>
        _storage.Arrays.Volume<T>(planes, rows, columns, Level(level));

    /// <summary>Lends a copy of a three-dimensional array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    /// <param name="level">The number of loops around where it is given back, by <see cref="Release(TapeMark, int)"/>; any release does it
    /// if left out.</param>
    public T[,,] VolumeOf<T>(T[,,] source, int level = int.MaxValue) => _storage.Arrays.VolumeOf(source, Level(level));

    /// <summary>Lends a copy of a jagged array, and of its rows.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    /// <param name="level">The number of loops around where it is given back, by <see cref="Release(TapeMark, int)"/>; any release does it
    /// if left out.</param>
    public T[][] TableOf<T>(T[][] source, int level = int.MaxValue) => _storage.Arrays.TableOf(source, Level(level));

    /// <summary>Lends a jagged array of zeros with the shape of another.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The jagged array whose shape it gets, with elements of any type.</param>
    /// <param name="level">The number of loops around where it is given back, by <see cref="Release(TapeMark, int)"/>; any release does it
    /// if left out.</param>
    public T[][] TableLike<T>(Array[] shape, int level = int.MaxValue) => _storage.Arrays.TableLike<T>(shape, Level(level));

    /// <summary>Lends the arrays that another member returns.</summary>
    /// <param name="level">The number of loops around where they are given back, by <see cref="Release(TapeMark, int)"/>; any release does
    /// it if left out.</param>
    public LentResults Results(int level = int.MaxValue) => new(_storage.Arrays, Level(level));

    /// <summary>
    /// Where on the stack a block lies, as a value that can be recorded; <see cref="At"/> finds it again while it has not been released.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="block">A block taken from this stack, or a part of one.</param>
    /// <exception cref="ArgumentException">The block is other memory.</exception>
    public ScratchPlace PlaceOf<T>(ReadOnlySpan<T> block) => _storage.PlaceOf(block);

    /// <summary>The block at a place.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="place">What <see cref="PlaceOf"/> returned.</param>
    public Span<T> At<T>(ScratchPlace place) =>
        place.Length == 0 ? [] : TapeStorage.Slice<T>(_storage.ChunkAt(place.Chunk), place.Offset, place.Length);

    /// <summary>The current end of the stack, to which <see cref="Release(TapeMark)"/> can return.</summary>
    public TapeMark Mark() => _storage.Mark();

    /// <summary>A mark to release to that leaves an array lent which may have been lent since another mark.</summary>
    /// <param name="mark">An earlier end of the stack.</param>
    /// <param name="array">Any array, or null.</param>
    public TapeMark Keep(TapeMark mark, Array? array) =>
        _storage.Arrays.MoveTo(mark.Arrays, array) ? mark.WithArrays(mark.Arrays + 1) : mark;

    /// <summary>Takes back everything taken since <paramref name="mark"/>.</summary>
    /// <param name="mark">An earlier end of the stack.</param>
    /// <exception cref="InvalidOperationException">The stack is already shorter than the mark.</exception>
    public void Release(TapeMark mark) => _storage.Release(mark, Level(0));

    /// <summary>
    /// Takes back everything taken since <paramref name="mark"/>, except arrays of lower levels, which outlive what is released.
    /// </summary>
    /// <param name="mark">An earlier end of the stack.</param>
    /// <param name="level">The number of loops around what is released.</param>
    /// <exception cref="InvalidOperationException">The stack is already shorter than the mark.</exception>
    public void Release(TapeMark mark, int level) => _storage.Release(mark, Level(level));

    /// <summary>Takes back everything taken since <see cref="Enter"/>.</summary>
    public void Dispose()
    {
        Release(_entry);
        _storage.Depth = _depth - 1;
        if (_storage.BytesRecorded == 0) _storage.Trim();
    }

    private int Level(int level) => (_depth * LevelsOfMember) + Math.Min(level, LevelsOfMember - 1);
}
