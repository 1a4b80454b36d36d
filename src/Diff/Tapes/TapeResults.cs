namespace Diff;

/// <summary>
/// Where the arrays come from that a forward half returns: the tape lends them if the caller wants that, because it is done with them when the tape is released.
/// Otherwise they are the caller's own.
/// </summary>
public readonly struct TapeResults
{
    private readonly TapeArrays? _arrays;

    internal TapeResults(TapeArrays? arrays) => _arrays = arrays;

    /// <summary>An array of zeros.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The number of elements.</param>
    /// <exception cref="OverflowException"><paramref name="length"/> is negative.</exception>
    public T[] Array<T>(int length) => _arrays is null ? new T[length] : _arrays.Array<T>(length, 0);

    /// <summary>An array with the elements of a block.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    public T[] ArrayOf<T>(ReadOnlySpan<T> source) => _arrays is null ? source.ToArray() : _arrays.ArrayOf(source, 0);

    /// <summary>A matrix of zeros.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="rows">The length of the first dimension.</param>
    /// <param name="columns">The length of the second dimension.</param>
    /// <exception cref="OverflowException">A length is negative.</exception>
    public T[,] Matrix<T>(int rows, int columns) => _arrays is null ? new T[rows, columns] : _arrays.Matrix<T>(rows, columns, 0);

    /// <summary>A copy of a matrix.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    public T[,] MatrixOf<T>(T[,] source) => _arrays is null ? (T[,])source.Clone() : _arrays.MatrixOf(source, 0);

    /// <summary>A three-dimensional array of zeros.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="planes">The length of the first dimension.</param>
    /// <param name="rows">The length of the second dimension.</param>
    /// <param name="columns">The length of the third dimension.</param>
    /// <exception cref="OverflowException">A length is negative.</exception>
    public T[,,] Volume<T>(int planes, int rows, int columns) => _arrays is null ? new T[planes, rows, columns] : _arrays.Volume<T>(planes, rows, columns, 0);

    /// <summary>A copy of a three-dimensional array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    public T[,,] VolumeOf<T>(T[,,] source) => _arrays is null ? (T[,,])source.Clone() : _arrays.VolumeOf(source, 0);

    /// <summary>A copy of a jagged array, and of its rows.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    public T[][] TableOf<T>(T[][] source) => _arrays is null ? System.Array.ConvertAll(source, static row => (T[])row.Clone()) : _arrays.TableOf(source, 0);

    /// <summary>A jagged array of zeros with the shape of another.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The jagged array whose shape it gets.</param>
    public T[][] TableLike<T>(T[][] shape) => _arrays is null ? Buffers.ZerosLike(shape) : _arrays.TableLike(shape, 0);
}
