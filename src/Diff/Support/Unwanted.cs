using System.ComponentModel;

namespace Diff;

/// <summary>
/// Memory that generated code passes to a callee for an argument that is constant at the call: a tangent of zeros, or an adjoint that
/// nobody reads. It is shared per thread and grows to the largest length asked for, so that steady state allocates nothing.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Unwanted
{
    /// <summary>A tangent of zeros.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The number of elements.</param>
    public static ReadOnlySpan<T> Zeros<T>(int length) => Grow(ref PerThread<T>.Zeros, length).AsSpan(0, length);

    /// <summary>An adjoint to add to that nobody reads; its contents are arbitrary.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The number of elements.</param>
    public static Span<T> Sink<T>(int length) => Grow(ref PerThread<T>.Sink, length).AsSpan(0, length);

    private static T[] Grow<T>(ref T[]? buffer, int length)
    {
        if (buffer is null || buffer.Length < length) buffer = new T[Math.Max(length, 2 * (buffer?.Length ?? 0))];
        return buffer;
    }

    private static class PerThread<T>
    {
        [ThreadStatic]
        public static T[]? Zeros;

        [ThreadStatic]
        public static T[]? Sink;
    }
}
