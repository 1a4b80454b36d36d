using System.ComponentModel;

namespace Diff;

/// <summary>What generated code needs to sort: the order first, which is a constant of the derivative, and then all values by it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Sorting
{
    /// <summary>The positions of values in ascending order: the value that comes first is at the first position.</summary>
    /// <typeparam name="T">The type of the values, which are compared as by <see cref="Array.Sort{T}(T[])"/>.</typeparam>
    public static int[] Order<T>(ReadOnlySpan<T> values)
    {
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var keys = values.ToArray();
        Array.Sort(keys, order);
        return order;
    }

    /// <summary>Puts values into an order.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="values">The values, of which at least the first ones are moved.</param>
    /// <param name="order">For each position the position that its value comes from.</param>
    /// <exception cref="ArgumentException">There are fewer values than positions.</exception>
    public static void Move<T>(Span<T> values, int[] order)
    {
        if (values.Length < order.Length) throw new ArgumentException($"There are {order.Length} keys, and only {values.Length} values.", nameof(values));
        var copy = values.ToArray();
        for (var i = 0; i < order.Length; i++) values[i] = copy[order[i]];
    }
}
