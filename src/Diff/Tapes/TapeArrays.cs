using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff;

/// <summary>
/// The arrays that a storage lends: each of exactly the shape asked for, taken back when the storage is released, and lent again. What is
/// asked for while
/// <see cref="LargestLent"/> bytes are lent is left to the garbage collector, which sees sooner than the storage what is not used any more.
/// </summary>
internal sealed class TapeArrays
{
    private const long LargestLent = 64L << 20;
    private const long LargestKept = 64L << 20;
    private const int MostShapes = 1024;
    private const int Header = 32;

    // Loops ask for few shapes, over and over: those used last are found without the dictionary.
    private readonly Shelf?[] _recent = new Shelf?[16];
    private Dictionary<Shape, Shelf> _shelves = [];
    private Lent[] _lent = [];
    private int _count;
    private long _bytesLent;
    private long _bytesFree;

    public int Count => _count;

    /// <summary>An array of zeros, which is taken back at its level and below.</summary>
    public T[] Array<T>(int length, int level)
    {
        if (length == 0) return [];
        if (Find<T>(new(typeof(T), 1, length, 1, 1), level, out var shelf) is not { } kept) return Lend(new T[length], shelf, level);
        var array = (T[])kept;
        array.AsSpan().Clear();
        return array;
    }

    /// <summary>Replaces an array that is full by a longer one with the same elements.</summary>
    public void Grow<T>(ref T[] array, int count, int level)
    {
        var longer = Array<T>(Buffers.LongerThan(count), level);
        array.CopyTo(longer, 0);
        array = longer;
    }

    /// <summary>An array with the elements of a block.</summary>
    public T[] ArrayOf<T>(ReadOnlySpan<T> source, int level)
    {
        if (source.Length == 0) return [];
        var kept = Find<T>(new(typeof(T), 1, source.Length, 1, 1), level, out var shelf);
        var array = kept is null ? Lend(GC.AllocateUninitializedArray<T>(source.Length), shelf, level) : (T[])kept;
        source.CopyTo(array);
        return array;
    }

    /// <summary>A matrix of zeros.</summary>
    public T[,] Matrix<T>(int rows, int columns, int level)
    {
        if (Find<T>(new(typeof(T), 2, rows, columns, 1), level, out var shelf) is not { } kept)
            return Lend(new T[rows, columns], shelf, level);
        Elements<T>(kept).Clear();
        return (T[,])kept;
    }

    /// <summary>A copy of a matrix.</summary>
    public T[,] MatrixOf<T>(T[,] source, int level)
    {
        var (rows, columns) = (source.GetLength(0), source.GetLength(1));
        var kept = Find<T>(new(typeof(T), 2, rows, columns, 1), level, out var shelf);
        var matrix = kept is null ? Lend(new T[rows, columns], shelf, level) : (T[,])kept;
        System.Array.Copy(source, matrix, source.Length);
        return matrix;
    }

    /// <summary>A three-dimensional array of zeros.</summary>
    public T[,,] Volume<T>(int planes, int rows, int columns, int level)
    {
        if (Find<T>(new(typeof(T), 3, planes, rows, columns), level, out var shelf) is not { } kept)
            return Lend(new T[planes, rows, columns], shelf, level);
        Elements<T>(kept).Clear();
        return (T[,,])kept;
    }

    /// <summary>A copy of a three-dimensional array.</summary>
    public T[,,] VolumeOf<T>(T[,,] source, int level)
    {
        var (planes, rows, columns) = (source.GetLength(0), source.GetLength(1), source.GetLength(2));
        var kept = Find<T>(new(typeof(T), 3, planes, rows, columns), level, out var shelf);
        var volume = kept is null ? Lend(new T[planes, rows, columns], shelf, level) : (T[,,])kept;
        System.Array.Copy(source, volume, source.Length);
        return volume;
    }

    /// <summary>A copy of a table, row by row.</summary>
    public T[][] TableOf<T>(T[][] source, int level)
    {
        var table = Array<T[]>(source.Length, level);
        for (var row = 0; row < source.Length; row++) table[row] = ArrayOf<T>(source[row].AsSpan(0, source[row].Length), level);
        return table;
    }

    /// <summary>A table of zeros with the shape of another.</summary>
    public T[][] TableLike<T>(Array[] shape, int level)
    {
        var table = Array<T[]>(shape.Length, level);
        for (var row = 0; row < shape.Length; row++) table[row] = Array<T>(shape[row].Length, level);
        return table;
    }

    /// <summary>Puts an array first among those that are lent from <paramref name="first"/> on; false if it is none of them.</summary>
    public bool MoveTo(int first, Array? array)
    {
        for (var i = _count - 1; i >= first && array is not null; i--)
        {
            if (!ReferenceEquals(_lent[i].Array, array)) continue;
            (_lent[first], _lent[i]) = (_lent[i], _lent[first]);
            return true;
        }

        return false;
    }

    /// <summary>Takes back what has been lent at a level, or a higher one, since there were <paramref name="count"/> arrays.</summary>
    public void Truncate(int count, int level)
    {
        var kept = count;
        for (var i = count; i < _count; i++)
        {
            ref var lent = ref _lent[i];
            if (lent.Level < level)
            {
                if (kept++ == i) continue;
                _lent[kept - 1] = lent;
            }
            else
            {
                TakeBack(lent.Array, lent.Shelf);
            }

            lent = default;
        }

        _count = kept;
    }

    /// <summary>Lends an array that nobody has. If there is none, one that is made instead belongs to the shelf, if there is one.</summary>
    private Array? Find<T>(Shape shape, int level, out Shelf? shelf)
    {
        shelf = null;
        if ((shape.First | shape.Second | shape.Third) < 0 || _bytesLent > LargestLent) return null;
        ref var recent = ref _recent[shape.GetHashCode() & 15];
        if (recent is null || !recent.Shape.Equals(shape)) recent = ShelfOf<T>(shape);
        shelf = recent;
        if (shelf.Take() is not { } array) return null;
        _bytesFree -= shelf.Bytes;
        return Lend(array, shelf, level);
    }

    private Shelf ShelfOf<T>(Shape shape)
    {
        if (_shelves.TryGetValue(shape, out var known)) return known;
        if (_shelves.Count == MostShapes) Forget();
        var bytes = (double)shape.First * shape.Second * shape.Third * Unsafe.SizeOf<T>() + Header;
        return _shelves[shape] = new(shape, (long)bytes, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }

    private TArray Lend<TArray>(TArray array, Shelf? shelf, int level)
        where TArray : class
    {
        if (shelf is null) return array;
        if (_count == _lent.Length) System.Array.Resize(ref _lent, Math.Max(16, 2 * _count));
        _lent[_count++] = new(Unsafe.As<Array>(array), shelf, level);
        _bytesLent += shelf.Bytes;
        return array;
    }

    private void TakeBack(Array array, Shelf shelf)
    {
        _bytesLent -= shelf.Bytes;
        if (shelf.IsForgotten || _bytesFree + shelf.Bytes > LargestKept) return;
        if (shelf.HasReferences) System.Array.Clear(array);
        shelf.Put(array);
        _bytesFree += shelf.Bytes;
    }

    /// <summary>Leaves all free arrays to the garbage collector: so many shapes come and go.</summary>
    private void Forget()
    {
        foreach (var shelf in _shelves.Values) shelf.IsForgotten = true;
        System.Array.Clear(_recent);
        _shelves = [];
        _bytesFree = 0;
    }

    private static Span<T> Elements<T>(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private readonly struct Shape(Type element, int rank, int first, int second, int third) : IEquatable<Shape>
    {
        public int First => first;

        public int Second => second;

        public int Third => third;

        private Type Element => element;

        private int Rank => rank;

        public bool Equals(Shape other) =>
            first == other.First && second == other.Second && third == other.Third && rank == other.Rank
                && ReferenceEquals(element, other.Element);

        public override bool Equals(object? obj) => obj is Shape other && Equals(other);

        // Most shapes differ in more than the type of their elements.
        public override int GetHashCode() => ((first * 31 + second) * 31 + third) * 31 + rank;
    }

    private readonly record struct Lent(Array Array, Shelf Shelf, int Level);

    /// <summary>The free arrays of one shape.</summary>
    private sealed class Shelf(Shape shape, long bytes, bool hasReferences)
    {
        private Array?[] _free = new Array?[4];
        private int _count;

        public Shape Shape => shape;

        /// <summary>Of one array.</summary>
        public long Bytes => bytes;

        /// <summary>What comes back must not keep alive what it refers to.</summary>
        public bool HasReferences => hasReferences;

        /// <summary>What comes back is not kept.</summary>
        public bool IsForgotten { get; set; }

        public Array? Take()
        {
            if (_count == 0) return null;
            ref var place = ref _free[--_count];
            var array = place;
            place = null;
            return array;
        }

        public void Put(Array array)
        {
            if (_count == _free.Length) System.Array.Resize(ref _free, 2 * _count);
            _free[_count++] = array;
        }
    }
}
