using System.Runtime.CompilerServices;

namespace Diff;

/// <summary>The arrays that a storage lends: each of exactly the length asked for, taken back when the storage is released, and lent again.</summary>
internal sealed class TapeArrays
{
    private const long LargestKept = 16L << 20;

    private readonly List<Lent> _lent = [];
    private readonly Dictionary<(Type Element, int Length), Stack<Array>> _free = [];
    private long _bytesFree;

    public int Count => _lent.Count;

    /// <summary>An array with undefined contents.</summary>
    public T[] Take<T>(int length)
    {
        if (length == 0) return [];
        var bytes = (long)length * Unsafe.SizeOf<T>();
        if (_free.TryGetValue((typeof(T), length), out var free) && free.TryPop(out var kept)) _bytesFree -= bytes;
        else kept = GC.AllocateUninitializedArray<T>(length);
        _lent.Add(new(kept, typeof(T), bytes));
        return (T[])kept;
    }

    /// <summary>Takes back the arrays from <paramref name="count"/> on.</summary>
    public void Truncate(int count)
    {
        for (var i = count; i < _lent.Count; i++)
        {
            var (array, element, bytes) = _lent[i];
            if (_bytesFree + bytes > LargestKept) continue;
            if (!_free.TryGetValue((element, array.Length), out var free)) _free[(element, array.Length)] = free = [];
            free.Push(array);
            _bytesFree += bytes;
        }

        _lent.RemoveRange(count, _lent.Count - count);
    }

    private readonly record struct Lent(Array Array, Type Element, long Bytes);
}
