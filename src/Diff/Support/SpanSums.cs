using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff;

/// <summary>
/// Sums of products over spans, as generated code adds them to adjoints: <see cref="TensorPrimitives"/> for all but short spans, for which
/// a plain loop is faster.
/// </summary>
/// <remarks>
/// The first source tells the number of elements; the target and the other source may be longer. The target shares no memory with the
/// sources. The order of summation is not specified.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SpanSums
{
    /// <summary>From this length on, operations on whole spans are faster than a loop.</summary>
    public const int Long = 32;

    /// <summary><c>target += addend</c>.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<T>(Span<T> target, T addend)
        where T : struct, INumberBase<T>
    {
        if (target.Length >= Long) TensorPrimitives.Add(target, addend, target);
        else
            for (var i = 0; i < target.Length; i++) target[i] += addend;
    }

    /// <summary><c>target += x</c>.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<T>(Span<T> target, ReadOnlySpan<T> x)
        where T : struct, INumberBase<T>
    {
        target = target.Slice(0, x.Length);
        if (x.Length >= Long) TensorPrimitives.Add(target, x, target);
        else
            for (var i = 0; i < x.Length; i++) target[i] += x[i];
    }

    /// <summary><c>target += x</c>, for matrices: if one of them is larger, at the places that both have.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    public static void Add<T>(T[,] target, T[,] x)
        where T : struct, INumberBase<T>
    {
        var (rows, columns) = Buffers.Common(target, x);
        if (columns == x.GetLength(1) && columns == target.GetLength(1))
        {
            Add<T>(Buffers.Elements(target), Buffers.Elements(x).Slice(0, rows * columns));
            return;
        }

        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) target[i, j] += x[i, j];
    }

    /// <summary><c>target -= x</c>.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract<T>(Span<T> target, ReadOnlySpan<T> x)
        where T : struct, INumberBase<T>
    {
        target = target.Slice(0, x.Length);
        if (x.Length >= Long) TensorPrimitives.Subtract(target, x, target);
        else
            for (var i = 0; i < x.Length; i++) target[i] -= x[i];
    }

    /// <summary><c>target += factor * x</c>.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled<T>(Span<T> target, ReadOnlySpan<T> x, T factor)
        where T : struct, INumberBase<T>
    {
        target = target.Slice(0, x.Length);
        if (x.Length >= Long) TensorPrimitives.MultiplyAdd(x, factor, target, target);
        else
            for (var i = 0; i < x.Length; i++) target[i] += x[i] * factor;
    }

    /// <summary><c>target += x ⊗ factor</c>: an element that is 0 contributes 0 also where the factor is infinite.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    public static void AddWeighted<T>(Span<T> target, ReadOnlySpan<T> x, T factor)
        where T : struct, INumberBase<T>
    {
        if (T.IsFinite(factor)) AddScaled(target, x, factor);
        else
            for (var i = 0; i < x.Length; i++) target[i] += Weight.Times(x[i], factor);
    }

    /// <summary><c>target -= factor * x</c>.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    public static void SubtractScaled<T>(Span<T> target, ReadOnlySpan<T> x, T factor)
        where T : struct, INumberBase<T> => AddScaled(target, x, -factor);

    /// <summary><c>target += x * y</c>, element by element.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct<T>(Span<T> target, ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : struct, INumberBase<T>
    {
        target = target.Slice(0, x.Length);
        y = y.Slice(0, x.Length);
        if (x.Length >= Long) TensorPrimitives.MultiplyAdd(x, y, target, target);
        else
            for (var i = 0; i < x.Length; i++) target[i] += x[i] * y[i];
    }

    /// <summary><c>target -= x * y</c>, element by element.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    public static void SubtractProduct<T>(Span<T> target, ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : struct, INumberBase<T> => AddProduct(target, x, y, -T.One);

    /// <summary><c>target -= factor * x * y</c>, element by element.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    public static void SubtractProduct<T>(Span<T> target, ReadOnlySpan<T> x, ReadOnlySpan<T> y, T factor)
        where T : struct, INumberBase<T> => AddProduct(target, x, y, -factor);

    /// <summary><c>target += factor * x * y</c>, element by element.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct<T>(Span<T> target, ReadOnlySpan<T> x, ReadOnlySpan<T> y, T factor)
        where T : struct, INumberBase<T>
    {
        target = target.Slice(0, x.Length);
        y = y.Slice(0, x.Length);
        if (x.Length >= Long) AddLongProduct(target, x, y, factor);
        else
            for (var i = 0; i < x.Length; i++) target[i] += factor * x[i] * y[i];
    }

    /// <summary><c>Σ x</c>.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(ReadOnlySpan<T> x)
        where T : struct, INumberBase<T>
    {
        if (x.Length >= Long) return TensorPrimitives.Sum(x);
        var sum = T.Zero;
        for (var i = 0; i < x.Length; i++) sum += x[i];
        return sum;
    }

    /// <summary><c>Σ x * y</c>.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : struct, INumberBase<T>
    {
        y = y.Slice(0, x.Length);
        if (x.Length >= Long) return TensorPrimitives.Dot(x, y);
        var sum = T.Zero;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    // TensorPrimitives has no such operation.
    private static void AddLongProduct<T>(Span<T> target, ReadOnlySpan<T> x, ReadOnlySpan<T> y, T factor)
        where T : struct, INumberBase<T>
    {
        var targets = MemoryMarshal.Cast<T, Vector<T>>(target);
        var xs = MemoryMarshal.Cast<T, Vector<T>>(x);
        var ys = MemoryMarshal.Cast<T, Vector<T>>(y);
        for (var j = 0; j < targets.Length; j++) targets[j] += xs[j] * factor * ys[j];
        for (var i = targets.Length * Vector<T>.Count; i < x.Length; i++) target[i] += factor * x[i] * y[i];
    }
}
