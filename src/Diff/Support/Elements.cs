using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff;

/// <summary>
/// The elements of collections as spans over the memory that the collections have: how generated members look at what they are passed.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Elements
{
    /// <summary>The elements of a list.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="list">The list, whose length must not change as long as the span is used.</param>
    /// <param name="name">What the list is called.</param>
    /// <exception cref="ArgumentNullException">There is no list.</exception>
    public static Span<T> Of<T>(List<T> list, [CallerArgumentExpression(nameof(list))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(list, name);
        return CollectionsMarshal.AsSpan(list);
    }

    /// <summary>The elements of an array, a <see cref="List{T}"/> or an <see cref="ArraySegment{T}"/>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="list">The collection.</param>
    /// <param name="name">What the collection is called.</param>
    /// <exception cref="ArgumentNullException">There is no collection.</exception>
    /// <exception cref="NotSupportedException">It is of another type: what is written to a copy of it would be lost.</exception>
    public static Span<T> Of<T>(IList<T> list, [CallerArgumentExpression(nameof(list))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(list, name);
        return list switch
        {
            T[] array => array,
            List<T> elements => CollectionsMarshal.AsSpan(elements),
            ArraySegment<T> segment => segment,
            _ => throw new NotSupportedException(
                $"'{name}' is a {list.GetType()}, whose memory cannot be seen as a span; pass an array or a List, or let the method take an IReadOnlyList, of which a copy will do."),
        };
    }

    /// <summary>
    /// The elements of a collection that is only read: its memory, or a copy where it is no array, list, array segment or immutable array.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="list">The collection.</param>
    /// <param name="name">What the collection is called.</param>
    /// <exception cref="ArgumentNullException">There is no collection.</exception>
    public static ReadOnlySpan<T> Of<T>(IReadOnlyList<T> list, [CallerArgumentExpression(nameof(list))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(list, name);
        return list switch
        {
            T[] array => array,
            List<T> elements => CollectionsMarshal.AsSpan(elements),
            ArraySegment<T> segment => segment,
            ImmutableArray<T> array => Of(array, name),
            _ => Copy(list),
        };
    }

    /// <summary>
    /// The elements of a sequence, which is enumerated once: its memory, or a copy where it is no array, list, array segment or immutable
    /// array.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="sequence">The sequence.</param>
    /// <param name="name">What the sequence is called.</param>
    /// <exception cref="ArgumentNullException">There is no sequence.</exception>
    public static ReadOnlySpan<T> Of<T>(IEnumerable<T> sequence, [CallerArgumentExpression(nameof(sequence))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(sequence, name);
        return sequence is IReadOnlyList<T> list ? Of(list, name) : Copy(sequence);
    }

    /// <summary>The elements of an immutable array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="array">The array.</param>
    /// <param name="name">What the array is called.</param>
    /// <exception cref="ArgumentNullException">There is no array: it is <c>default</c>.</exception>
    public static ReadOnlySpan<T> Of<T>(ImmutableArray<T> array, [CallerArgumentExpression(nameof(array))] string name = "") =>
        array.IsDefault ? throw new ArgumentNullException(name) : array.AsSpan();

    /// <summary>The elements of a piece of memory.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="memory">The memory.</param>
    public static Span<T> Of<T>(Memory<T> memory) => memory.Span;

    /// <summary>The elements of a piece of memory.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="memory">The memory.</param>
    public static ReadOnlySpan<T> Of<T>(ReadOnlyMemory<T> memory) => memory.Span;

    /// <summary>The elements of a segment of an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="segment">The segment.</param>
    public static Span<T> Of<T>(ArraySegment<T> segment) => segment;

    /// <summary>The elements that a constant collection has now.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="elements">The collection.</param>
    public static T[] Copy<T>(IEnumerable<T> elements) => [.. elements];

    /// <summary>The elements that a constant piece of memory has now.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="memory">The memory.</param>
    public static T[] Copy<T>(ReadOnlyMemory<T> memory) => memory.ToArray();
}
