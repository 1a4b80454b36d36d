using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff;

/// <summary>
/// The arrays and lists that a storage lends: each array of exactly the shape asked for, taken back when the storage is released, and lent
/// again. What is asked for while <see cref="LargestLent"/> bytes are lent is left to the garbage collector, which sees sooner than the
/// storage what is not used any more.
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

    /// <summary>An empty list.</summary>
    public List<T> List<T>(int level)
    {
        if (_bytesLent > LargestLent) return [];
        var shape = new Shape(typeof(List<T>), 0, 0, 0, 0);
        ref var recent = ref _recent[shape.GetHashCode() & 15];
        if (recent is null || !recent.Shape.Equals(shape)) recent = ShelfOf(shape, static shape => new ListShelf<T>(shape));
        return (List<T>)(Take(recent, level) ?? Lend(new List<T>(), recent, level));
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

    /// <summary>A copy of a table, row by row; of one that grows, some rows are not there yet.</summary>
    public T[][] TableOf<T>(T[][] source, int level)
    {
        var table = Array<T[]>(source.Length, level);
        for (var row = 0; row < source.Length; row++)
            if (source[row] is { } given) table[row] = ArrayOf<T>(given, level);
        return table;
    }

    /// <summary>A table of zeros with the shape of another.</summary>
    public T[][] TableLike<T>(Array[] shape, int level)
    {
        var table = Array<T[]>(shape.Length, level);
        for (var row = 0; row < shape.Length; row++)
            if (shape[row] is { } given) table[row] = Array<T>(given.Length, level);
        return table;
    }

    /// <summary>Puts an array first among those that are lent from <paramref name="first"/> on; false if it is none of them.</summary>
    public bool MoveTo(int first, Array? array)
    {
        for (var i = _count - 1; i >= first && array is not null; i--)
        {
            if (!ReferenceEquals(_lent[i].Memory, array)) continue;
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
                TakeBack(lent.Memory, lent.Shelf);
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
        if (recent is null || !recent.Shape.Equals(shape)) recent = ShelfOf(shape, static shape => new ArrayShelf<T>(shape));
        shelf = recent;
        return (Array?)Take(shelf, level);
    }

    private object? Take(Shelf shelf, int level)
    {
        if (shelf.Take() is not { } free) return null;
        _bytesFree -= shelf.BytesOf(free);
        return Lend(free, shelf, level);
    }

    private Shelf ShelfOf(Shape shape, Func<Shape, Shelf> make)
    {
        if (_shelves.TryGetValue(shape, out var known)) return known;
        if (_shelves.Count == MostShapes) Forget();
        return _shelves[shape] = make(shape);
    }

    private TMemory Lend<TMemory>(TMemory memory, Shelf? shelf, int level)
        where TMemory : class
    {
        if (shelf is null) return memory;
        if (_count == _lent.Length) System.Array.Resize(ref _lent, Math.Max(16, 2 * _count));
        _lent[_count++] = new(memory, shelf, level);
        _bytesLent += shelf.BytesLent;
        return memory;
    }

    private void TakeBack(object memory, Shelf shelf)
    {
        _bytesLent -= shelf.BytesLent;
        var bytes = shelf.BytesOf(memory);
        if (shelf.IsForgotten || _bytesFree + bytes > LargestKept) return;
        shelf.Put(memory);
        _bytesFree += bytes;
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

    private readonly record struct Lent(object Memory, Shelf Shelf, int Level);

    /// <summary>The free memory of one shape.</summary>
    private abstract class Shelf(Shape shape, long bytesLent)
    {
        private object?[] _free = new object?[4];
        private int _count;

        public Shape Shape => shape;

        /// <summary>What counts of one that is lent.</summary>
        public long BytesLent => bytesLent;

        /// <summary>What comes back is not kept.</summary>
        public bool IsForgotten { get; set; }

        public object? Take()
        {
            if (_count == 0) return null;
            ref var place = ref _free[--_count];
            var memory = place;
            place = null;
            return memory;
        }

        public void Put(object memory)
        {
            Clean(memory);
            if (_count == _free.Length) System.Array.Resize(ref _free, 2 * _count);
            _free[_count++] = memory;
        }

        /// <summary>What counts of one that is free.</summary>
        public abstract long BytesOf(object memory);

        /// <summary>What comes back must not keep alive what it refers to.</summary>
        protected abstract void Clean(object memory);
    }

    private sealed class ArrayShelf<T>(Shape shape)
        : Shelf(shape, (long)((double)shape.First * shape.Second * shape.Third * Unsafe.SizeOf<T>() + Header))
    {
        public override long BytesOf(object memory) => BytesLent;

        protected override void Clean(object memory)
        {
            if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) System.Array.Clear((Array)memory);
        }
    }

    /// <summary>Lists grow while they are lent.</summary>
    private sealed class ListShelf<T>(Shape shape) : Shelf(shape, 2 * Header)
    {
        public override long BytesOf(object memory) => BytesLent + (long)((List<T>)memory).Capacity * Unsafe.SizeOf<T>();

        protected override void Clean(object memory) => ((List<T>)memory).Clear();
    }
}
