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

    /// <summary>A tangent of zeros in the shape of a matrix.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The matrix whose tangent it is.</param>
    public static T[,] Zeros<T>(T[,] shape) => new T[shape.GetLength(0), shape.GetLength(1)];

    /// <summary>A tangent of zeros in the shape of a three-dimensional array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The array it belongs to.</param>
    public static T[,,] Zeros<T>(T[,,] shape) => Buffers.ZerosLike(shape);

    /// <summary>A tangent of zeros in the shape of a jagged array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The jagged array whose tangent it is.</param>
    public static T[][] Zeros<T>(T[][] shape) => Array.ConvertAll(shape, row => new T[row.Length]);

    /// <summary>An adjoint to add to that nobody reads; its contents are arbitrary.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The number of elements.</param>
    public static Span<T> Sink<T>(int length) => Grow(ref PerThread<T>.Sink, length).AsSpan(0, length);

    /// <summary>An adjoint in the shape of a matrix that nobody reads.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The matrix whose adjoint it is.</param>
    public static T[,] Sink<T>(T[,] shape) => Zeros(shape);

    /// <summary>An adjoint in the shape of a three-dimensional array that nobody reads.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The array it belongs to.</param>
    public static T[,,] Sink<T>(T[,,] shape) => Zeros(shape);

    /// <summary>An adjoint in the shape of a jagged array that nobody reads.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The jagged array whose adjoint it is.</param>
    public static T[][] Sink<T>(T[][] shape) => Zeros(shape);

    /// <summary>An adjoint or tangent of zeros that the callee writes and reads: new memory, since calls nest.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The number of elements.</param>
    public static T[] Cleared<T>(int length) => new T[length];

    /// <summary>An adjoint or tangent of zeros in the shape of a matrix that the callee writes and reads.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The matrix it belongs to.</param>
    public static T[,] Cleared<T>(T[,] shape) => Zeros(shape);

    /// <summary>An adjoint or tangent of zeros in the shape of a three-dimensional array that the callee writes and reads.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The array it belongs to.</param>
    public static T[,,] Cleared<T>(T[,,] shape) => Zeros(shape);

    /// <summary>An adjoint or tangent of zeros in the shape of a jagged array that the callee writes and reads.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The jagged array it belongs to.</param>
    public static T[][] Cleared<T>(T[][] shape) => Zeros(shape);

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
