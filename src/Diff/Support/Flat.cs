using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Diff;

/// <summary>
/// The numbers of arrays of any shape seen as one sequence, row by row: what the generated gradient of a class is made of. Called by
/// generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Flat
{
    /// <summary>The numbers of a vector.</summary>
    public static Span<T> Of<T>(T[] vector) => vector;

    /// <summary>The numbers of a collection.</summary>
    public static Span<T> Of<T>(Span<T> elements) => elements;

    /// <summary>The numbers of a collection that is only read.</summary>
    public static ReadOnlySpan<T> Of<T>(ReadOnlySpan<T> elements) => elements;

    /// <summary>The numbers of a matrix, row by row.</summary>
    public static Span<T> Of<T>(T[,] matrix) => matrix.Length == 0 ? [] : MemoryMarshal.CreateSpan(ref matrix[0, 0], matrix.Length);

    /// <summary>The numbers of a three-dimensional array, row by row.</summary>
    public static Span<T> Of<T>(T[,,] volume) => volume.Length == 0 ? [] : MemoryMarshal.CreateSpan(ref volume[0, 0, 0], volume.Length);

    /// <summary>The number of numbers in a jagged array.</summary>
    public static int Count<T>(T[][] rows)
    {
        var count = 0;
        foreach (var row in rows) count += row.Length;
        return count;
    }

    /// <summary>The number of numbers in several gradients.</summary>
    public static int Count<TPart>(TPart[] parts, Func<TPart, int> count)
    {
        var sum = 0;
        foreach (var part in parts) sum += count(part);
        return sum;
    }

    /// <summary>Copies the numbers of several gradients to a span, one after the other.</summary>
    public static void CopyTo<TPart, T>(TPart?[] parts, Span<T> destination, Func<TPart, Span<T>, Span<T>> write)
        where TPart : class
    {
        foreach (var part in parts)
            if (part is not null) destination = write(part, destination);
    }

    /// <summary>Takes the numbers of several gradients from a span, one after the other.</summary>
    public static void FromSpan<TPart, T>(TPart?[] parts, ReadOnlySpan<T> source, Func<TPart, ReadOnlySpan<T>, ReadOnlySpan<T>> read)
        where TPart : class
    {
        foreach (var part in parts)
            if (part is not null) source = read(part, source);
    }

    /// <summary>The sum of the products of corresponding numbers of several gradients.</summary>
    public static T Dot<TPart, T>(TPart[] left, TPart[] right, Func<TPart, TPart, T> dot)
        where T : INumber<T>
    {
        var sum = T.Zero;
        for (var i = 0; i < left.Length; i++) sum += dot(left[i], right[i]);
        return sum;
    }

    /// <summary><c>target += scale · source</c>, element by element.</summary>
    public static void AddScaled<T>(Span<T> target, T scale, ReadOnlySpan<T> source)
        where T : INumber<T> => TensorPrimitives.MultiplyAdd(source, scale, target, target);

    /// <summary><c>target += scale · source</c>, row by row.</summary>
    public static void AddScaled<T>(T[][] target, T scale, T[][] source)
        where T : INumber<T>
    {
        for (var row = 0; row < target.Length; row++) AddScaled(target[row], scale, source[row]);
    }

    /// <summary>The sum of the products of corresponding elements.</summary>
    public static T Dot<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : INumber<T> => TensorPrimitives.Dot(left, right);

    /// <summary>The sum of the products of corresponding elements, row by row.</summary>
    public static T Dot<T>(T[][] left, T[][] right)
        where T : INumber<T>
    {
        var sum = T.Zero;
        for (var row = 0; row < left.Length; row++) sum += Dot<T>(left[row], right[row]);
        return sum;
    }

    /// <summary>Copies numbers to the beginning of a span.</summary>
    /// <returns>The rest of the span.</returns>
    public static Span<T> Write<T>(Span<T> destination, ReadOnlySpan<T> numbers)
    {
        numbers.CopyTo(destination);
        return destination[numbers.Length..];
    }

    /// <summary>Copies the numbers of a jagged array to the beginning of a span.</summary>
    /// <returns>The rest of the span.</returns>
    public static Span<T> Write<T>(Span<T> destination, T[][] rows)
    {
        foreach (var row in rows) destination = Write<T>(destination, row);
        return destination;
    }

    /// <summary>Fills memory with the first numbers of a span.</summary>
    /// <returns>The rest of the span.</returns>
    public static ReadOnlySpan<T> Read<T>(ReadOnlySpan<T> source, Span<T> numbers)
    {
        source[..numbers.Length].CopyTo(numbers);
        return source[numbers.Length..];
    }

    /// <summary>Fills a jagged array with the first numbers of a span.</summary>
    /// <returns>The rest of the span.</returns>
    public static ReadOnlySpan<T> Read<T>(ReadOnlySpan<T> source, T[][] rows)
    {
        foreach (var row in rows) source = Read<T>(source, row);
        return source;
    }

    /// <summary>Takes the first number of a span.</summary>
    /// <returns>The rest of the span.</returns>
    public static ReadOnlySpan<T> Read<T>(ReadOnlySpan<T> source, out T number)
    {
        number = source[0];
        return source[1..];
    }

    /// <summary>Copies numbers of a narrower type to the beginning of a span.</summary>
    /// <returns>The rest of the span.</returns>
    public static Span<T> WriteWidened<TNumber, T>(Span<T> destination, ReadOnlySpan<TNumber> numbers)
        where TNumber : INumberBase<TNumber>
        where T : INumberBase<T>
    {
        TensorPrimitives.ConvertSaturating(numbers, destination);
        return destination[numbers.Length..];
    }

    /// <summary>Copies the numbers of a jagged array, of a narrower type, to the beginning of a span.</summary>
    /// <returns>The rest of the span.</returns>
    public static Span<T> WriteWidened<TNumber, T>(Span<T> destination, TNumber[][] rows)
        where TNumber : INumberBase<TNumber>
        where T : INumberBase<T>
    {
        foreach (var row in rows) destination = WriteWidened<TNumber, T>(destination, row);
        return destination;
    }

    /// <summary>Fills memory with the first numbers of a span, rounded to a narrower type.</summary>
    /// <returns>The rest of the span.</returns>
    public static ReadOnlySpan<T> ReadNarrowed<TNumber, T>(ReadOnlySpan<T> source, Span<TNumber> numbers)
        where TNumber : INumberBase<TNumber>
        where T : INumberBase<T>
    {
        TensorPrimitives.ConvertSaturating(source[..numbers.Length], numbers);
        return source[numbers.Length..];
    }

    /// <summary>Fills a jagged array with the first numbers of a span, rounded to a narrower type.</summary>
    /// <returns>The rest of the span.</returns>
    public static ReadOnlySpan<T> ReadNarrowed<TNumber, T>(ReadOnlySpan<T> source, TNumber[][] rows)
        where TNumber : INumberBase<TNumber>
        where T : INumberBase<T>
    {
        foreach (var row in rows) source = ReadNarrowed<TNumber, T>(source, row);
        return source;
    }
}
