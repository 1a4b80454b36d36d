namespace Diff;

/// <summary>
/// Where the arrays come from that a hidden derivative returns: the tape or the scratch memory of its caller lends them, if the caller is
/// done with them when that is released. By default they are the caller's own.
/// </summary>
public readonly struct LentResults
{
    private readonly TapeArrays? _arrays;
    private readonly int _level;

    internal LentResults(TapeArrays arrays, int level) => (_arrays, _level) = (arrays, level);

    /// <summary>An array of zeros.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The number of elements.</param>
    /// <exception cref="OverflowException"><paramref name="length"/> is negative.</exception>
    public T[] Array<T>(int length) => _arrays is null ? new T[length] : _arrays.Array<T>(length, _level);

    /// <summary>An array with the elements of a block.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    public T[] ArrayOf<T>(ReadOnlySpan<T> source) => _arrays is null ? source.ToArray() : _arrays.ArrayOf(source, _level);

    /// <summary>A matrix of zeros.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="rows">The length of the first dimension.</param>
    /// <param name="columns">The length of the second dimension.</param>
    /// <exception cref="OverflowException">A length is negative.</exception>
    public T[,] Matrix<T>(int rows, int columns) => _arrays is null ? new T[rows, columns] : _arrays.Matrix<T>(rows, columns, _level);

    /// <summary>A copy of a matrix.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    public T[,] MatrixOf<T>(T[,] source) => _arrays is null ? (T[,])source.Clone() : _arrays.MatrixOf(source, _level);

    /// <summary>A three-dimensional array of zeros.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="planes">The length of the first dimension.</param>
    /// <param name="rows">The length of the second dimension.</param>
    /// <param name="columns">The length of the third dimension.</param>
    /// <exception cref="OverflowException">A length is negative.</exception>
    public T[,,] Volume<T>(int planes, int rows, int columns) =>
        _arrays is null ? new T[planes, rows, columns] : _arrays.Volume<T>(planes, rows, columns, _level);

    /// <summary>A copy of a three-dimensional array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    public T[,,] VolumeOf<T>(T[,,] source) => _arrays is null ? (T[,,])source.Clone() : _arrays.VolumeOf(source, _level);

    /// <summary>A copy of a jagged array, and of its rows.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    public T[][] TableOf<T>(T[][] source) =>
        _arrays is null ? System.Array.ConvertAll(source, static row => (T[])row?.Clone()!) : _arrays.TableOf(source, _level);

    /// <summary>A jagged array of zeros with the shape of another.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The jagged array whose shape it gets.</param>
    public T[][] TableLike<T>(Array[] shape) =>
        _arrays is null ? System.Array.ConvertAll(shape, static row => new T[row.Length]) : _arrays.TableLike<T>(shape, _level);
}
