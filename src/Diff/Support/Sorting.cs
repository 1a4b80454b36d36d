using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Diff;

/// <summary>What generated code needs to sort: the order first, which is a constant of the derivative, and then all values by it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Sorting
{
    /// <summary>The positions of values in ascending order: the value that comes first is at the first position.</summary>
    /// <typeparam name="T">The type of the values, which are compared as by <see cref="Array.Sort{T}(T[])"/>.</typeparam>
    public static int[] Order<T>(ReadOnlySpan<T> values) => Order(values, default(IComparer<T>));

    /// <summary>The same in memory of the caller.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="values">The values.</param>
    /// <param name="order">Gets the positions; as many as there are values.</param>
    public static void Order<T>(ReadOnlySpan<T> values, int[] order) => Order(values, default(IComparer<T>), order);

    /// <summary>The positions of values in the order of a comparer, as <see cref="Array.Sort{T}(T[], IComparer{T})"/> sorts.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="values">The values.</param>
    /// <param name="comparer">Compares them; null for the way in which numbers are compared.</param>
    public static int[] Order<T>(ReadOnlySpan<T> values, IComparer<T>? comparer)
    {
        var order = new int[values.Length];
        Order(values, comparer, order);
        return order;
    }

    /// <summary>The same in memory of the caller.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="values">The values.</param>
    /// <param name="comparer">Compares them; null for the way in which numbers are compared.</param>
    /// <param name="order">Gets the positions; as many as there are values.</param>
    public static void Order<T>(ReadOnlySpan<T> values, IComparer<T>? comparer, int[] order)
    {
        ArgumentNullException.ThrowIfNull(order);
        for (var i = 0; i < values.Length; i++) order[i] = i;
        var keys = ArrayPool<T>.Shared.Rent(values.Length);
        try
        {
            values.CopyTo(keys);
            Array.Sort(keys, order, 0, values.Length, comparer);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(keys, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }

    /// <summary>The positions of values in the order of a comparison, as <see cref="List{T}.Sort(Comparison{T})"/> sorts.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="values">The values.</param>
    /// <param name="comparison">How they are compared.</param>
    public static int[] Order<T>(ReadOnlySpan<T> values, Comparison<T> comparison)
    {
        var order = new int[values.Length];
        Order(values, comparison, order);
        return order;
    }

    /// <summary>The same in memory of the caller.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="values">The values.</param>
    /// <param name="comparison">How they are compared.</param>
    /// <param name="order">Gets the positions; as many as there are values.</param>
    public static void Order<T>(ReadOnlySpan<T> values, Comparison<T> comparison, int[] order)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var comparer = ByComparison<T>.Rent(comparison);
        try
        {
            Order(values, comparer, order);
        }
        finally
        {
            comparer.Return();
        }
    }

    /// <summary>The positions of values in the order of their keys. Those of equal keys stay in their order, as in LINQ.</summary>
    /// <typeparam name="T">The type of the keys, which are compared by <see cref="Comparer{T}.Default"/>.</typeparam>
    /// <param name="count">How many values there are.</param>
    /// <param name="keys">The key of each value; there may be more.</param>
    /// <param name="isDescending">Whether the greatest key comes first.</param>
    public static int[] By<T>(int count, ReadOnlySpan<T> keys, bool isDescending)
    {
        var order = new int[count];
        By(count, keys, isDescending, order);
        return order;
    }

    /// <summary>The same in memory of the caller.</summary>
    /// <typeparam name="T">The type of the keys.</typeparam>
    /// <param name="count">How many values there are.</param>
    /// <param name="keys">The key of each value; there may be more.</param>
    /// <param name="isDescending">Whether the greatest key comes first.</param>
    /// <param name="order">Gets the positions; as many as there are values.</param>
    public static void By<T>(int count, ReadOnlySpan<T> keys, bool isDescending, int[] order)
    {
        ArgumentNullException.ThrowIfNull(order);
        for (var i = 0; i < count; i++) order[i] = i;
        SortBy(keys, isDescending, order);
    }

    /// <summary>Sorts positions by other keys. Those of equal keys stay in their order, as in LINQ.</summary>
    /// <typeparam name="T">The type of the keys, which are compared by <see cref="Comparer{T}.Default"/>.</typeparam>
    /// <param name="positions">The positions in the order that they have.</param>
    /// <param name="keys">The key of each position.</param>
    /// <param name="isDescending">Whether the greatest key comes first.</param>
    public static int[] By<T>(ReadOnlySpan<int> positions, ReadOnlySpan<T> keys, bool isDescending)
    {
        var order = positions.ToArray();
        SortBy(keys, isDescending, order);
        return order;
    }

    /// <summary>The same in memory of the caller.</summary>
    /// <typeparam name="T">The type of the keys.</typeparam>
    /// <param name="positions">The positions in the order that they have.</param>
    /// <param name="keys">The key of each position.</param>
    /// <param name="isDescending">Whether the greatest key comes first.</param>
    /// <param name="order">Gets the positions; as many as there are.</param>
    public static void By<T>(ReadOnlySpan<int> positions, ReadOnlySpan<T> keys, bool isDescending, int[] order)
    {
        positions.CopyTo(order);
        SortBy(keys, isDescending, order);
    }

    private static void SortBy<T>(ReadOnlySpan<T> keys, bool isDescending, int[] order)
    {
        var ranked = ArrayPool<Ranked<T>>.Shared.Rent(order.Length);
        try
        {
            for (var i = 0; i < order.Length; i++) ranked[i] = new(keys[order[i]], i);
            Array.Sort(ranked, order, 0, order.Length, isDescending ? ByKey<T>.Descending : ByKey<T>.Ascending);
        }
        finally
        {
            ArrayPool<Ranked<T>>.Shared.Return(ranked, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }

    /// <summary>Puts values into an order.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="values">The values, of which at least the first ones are moved.</param>
    /// <param name="order">For each position the position that its value comes from.</param>
    /// <exception cref="ArgumentException">There are fewer values than positions.</exception>
    public static void Move<T>(Span<T> values, int[] order)
    {
        if (values.Length < order.Length)
            throw new ArgumentException($"There are {order.Length} keys, and only {values.Length} values.", nameof(values));
        var copy = ArrayPool<T>.Shared.Rent(values.Length);
        values.CopyTo(copy);
        for (var i = 0; i < order.Length; i++) values[i] = copy[order[i]];
        ArrayPool<T>.Shared.Return(copy, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }

    /// <summary>A key, and where it stood before: no two of them are equal, so what sorts them need not be stable.</summary>
    private readonly record struct Ranked<T>(T Key, int Rank);

    private sealed class ByKey<T>(bool isDescending) : IComparer<Ranked<T>>
    {
        public static readonly ByKey<T> Ascending = new(isDescending: false);

        public static readonly ByKey<T> Descending = new(isDescending: true);

        public int Compare(Ranked<T> x, Ranked<T> y) => Comparer<T>.Default.Compare(x.Key, y.Key) switch
        {
            0 => x.Rank.CompareTo(y.Rank),
            var sign => isDescending == sign > 0 ? -1 : 1,
        };
    }

    /// <summary>A comparison as a comparer; the thread keeps one for the next sort.</summary>
    private sealed class ByComparison<T> : IComparer<T>
    {
        [ThreadStatic]
        private static ByComparison<T>? _free;

        private Comparison<T>? _comparison;

        public static ByComparison<T> Rent(Comparison<T> comparison)
        {
            var comparer = _free ?? new();
            (_free, comparer._comparison) = (null, comparison);
            return comparer;
        }

        public void Return() => (_free, _comparison) = (this, null);

        public int Compare(T? x, T? y) => _comparison!(x!, y!);
    }
}
