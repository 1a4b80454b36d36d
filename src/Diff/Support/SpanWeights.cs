using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diff;

/// <summary>
/// The product <c>w ⊗ p</c> of <see cref="Weight"/>, element by element over spans: a zero weight contributes zero, whatever the partial
/// derivative is.
/// </summary>
/// <remarks>
/// The partials tell the number of elements; the weights are as many. The destination may be one of the sources. Generated code calls
/// these; they are of no use elsewhere.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SpanWeights
{
    /// <summary><c>destination = w ⊗ p</c>.</summary>
    /// <typeparam name="T">The type of the numbers: <c>double</c> or <c>float</c>.</typeparam>
    public static void Times<T>(ReadOnlySpan<T> w, ReadOnlySpan<T> p, Span<T> destination)
        where T : struct, INumberBase<T>
    {
        w = w.Slice(0, p.Length);
        destination = destination.Slice(0, p.Length);
        var ws = MemoryMarshal.Cast<T, Vector256<T>>(w);
        var ps = MemoryMarshal.Cast<T, Vector256<T>>(p);
        var products = MemoryMarshal.Cast<T, Vector256<T>>(destination);
        for (var j = 0; j < products.Length; j++) products[j] = Weight.Times(ws[j], ps[j]);
        for (var i = products.Length * Vector256<T>.Count; i < p.Length; i++) destination[i] = Weight.Times(w[i], p[i]);
    }

    /// <summary><c>destination = w ⊗ p</c>, with the same weight for all elements.</summary>
    /// <typeparam name="T">The type of the numbers: <c>double</c> or <c>float</c>.</typeparam>
    public static void Times<T>(T w, ReadOnlySpan<T> p, Span<T> destination)
        where T : struct, INumberBase<T>
    {
        if (T.IsZero(w)) destination.Slice(0, p.Length).Clear();
        else TensorPrimitives.Multiply(p, w, destination);
    }

    /// <summary><c>destination = w ⊗ 1/d</c>.</summary>
    /// <typeparam name="T">The type of the numbers: <c>double</c> or <c>float</c>.</typeparam>
    public static void Divide<T>(ReadOnlySpan<T> w, ReadOnlySpan<T> d, Span<T> destination)
        where T : struct, INumberBase<T>
    {
        w = w.Slice(0, d.Length);
        destination = destination.Slice(0, d.Length);
        var ws = MemoryMarshal.Cast<T, Vector256<T>>(w);
        var ds = MemoryMarshal.Cast<T, Vector256<T>>(d);
        var quotients = MemoryMarshal.Cast<T, Vector256<T>>(destination);
        for (var j = 0; j < quotients.Length; j++) quotients[j] = Weight.Divide(ws[j], ds[j]);
        for (var i = quotients.Length * Vector256<T>.Count; i < d.Length; i++) destination[i] = Weight.Divide(w[i], d[i]);
    }

    /// <summary><c>destination = w ⊗ 1/d</c>, with the same weight for all elements.</summary>
    /// <typeparam name="T">The type of the numbers: <c>double</c> or <c>float</c>.</typeparam>
    public static void Divide<T>(T w, ReadOnlySpan<T> d, Span<T> destination)
        where T : struct, INumberBase<T>
    {
        if (T.IsZero(w)) destination.Slice(0, d.Length).Clear();
        else TensorPrimitives.Divide(w, d, destination);
    }
}
