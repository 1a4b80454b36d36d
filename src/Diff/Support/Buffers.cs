using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff;

/// <summary>Checks that generated public members make on the buffers they are given, before anything is written.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Buffers
{
    [ThreadStatic]
    private static HashSet<object>? t_rows;

    /// <summary>Makes room in an array for one more element.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="array">The array; it is replaced by one of twice the length, with the same elements, if it is full.</param>
    /// <param name="count">How many elements are in use.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Grow<T>(ref T[] array, int count)
    {
        if (count >= array.Length) Array.Resize(ref array, LongerThan(count));
    }

    /// <summary>The length of an array in whose place a full one was.</summary>
    internal static int LongerThan(int count) => Math.Max(4, 2 * count);

    /// <summary>Requires a buffer to have the length of what it belongs to.</summary>
    /// <param name="parameter">The name of the buffer's parameter.</param>
    /// <param name="actual">The buffer's length.</param>
    /// <param name="expected">The length it must have.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireLength(string parameter, int actual, int expected)
    {
        if (actual != expected) ThrowLength(parameter, actual.ToString(), expected.ToString());
    }

    /// <summary>Requires a buffer to have the length of the array it belongs to.</summary>
    /// <typeparam name="T">The type of the array's elements.</typeparam>
    /// <param name="parameter">The name of the buffer's parameter.</param>
    /// <param name="actual">The buffer's length.</param>
    /// <param name="expected">The array.</param>
    /// <param name="owner">How messages call the array.</param>
    /// <exception cref="ArgumentNullException">There is no array.</exception>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireLength<T>(string parameter, int actual, T[] expected,
        [CallerArgumentExpression(nameof(expected))] string? owner = null)
    {
        ArgumentNullException.ThrowIfNull(expected, owner);
        RequireLength(parameter, actual, expected.Length);
    }

    /// <summary>Requires a matrix to have the shape of the one it belongs to.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TOwner">The type of the elements of the one it belongs to.</typeparam>
    /// <param name="parameter">The name of the matrix's parameter.</param>
    /// <param name="actual">The matrix.</param>
    /// <param name="expected">A matrix of the shape it must have.</param>
    /// <param name="owner">How messages call that one.</param>
    /// <exception cref="ArgumentException">The shapes differ, or one of the two is null.</exception>
    public static void RequireShape<T, TOwner>(string parameter, T[,] actual, TOwner[,] expected,
        [CallerArgumentExpression(nameof(expected))] string? owner = null)
    {
        ArgumentNullException.ThrowIfNull(expected, owner);
        ArgumentNullException.ThrowIfNull(actual, parameter);
        if (actual.GetLength(0) != expected.GetLength(0) || actual.GetLength(1) != expected.GetLength(1))
            ThrowShape(parameter, Shape(actual), Shape(expected));
    }

    /// <summary>The matrix that the caller passes, if it has the right shape; a new one if the caller passes none.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="parameter">The name of the matrix's parameter.</param>
    /// <param name="given">The caller's matrix, or null.</param>
    /// <param name="rows">The number of rows it must have.</param>
    /// <param name="columns">The number of columns it must have.</param>
    /// <exception cref="ArgumentException">The caller's matrix has another shape.</exception>
    public static T[,] GivenOrNew<T>(string parameter, T[,]? given, int rows, int columns)
    {
        if (given is null) return new T[rows, columns];
        if (given.GetLength(0) != rows || given.GetLength(1) != columns) ThrowShape(parameter, Shape(given), $"{rows}×{columns}");
        return given;
    }

    /// <summary>Requires a jagged array to have the shape of the one it belongs to, row by row.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TOwner">The type of the elements of the one it belongs to.</typeparam>
    /// <param name="parameter">The name of the jagged array's parameter.</param>
    /// <param name="actual">The jagged array.</param>
    /// <param name="expected">A jagged array of the shape it must have.</param>
    /// <param name="owner">How messages call that one.</param>
    /// <exception cref="ArgumentException">The number of rows or the length of a row differs, or one of them is null.</exception>
    public static void RequireShape<T, TOwner>(string parameter, T[][] actual, TOwner[][] expected,
        [CallerArgumentExpression(nameof(expected))] string? owner = null)
    {
        ArgumentNullException.ThrowIfNull(expected, owner);
        ArgumentNullException.ThrowIfNull(actual, parameter);
        RequireLength(parameter, actual.Length, expected.Length);
        for (var row = 0; row < expected.Length; row++)
        {
            if (expected[row] is null) throw new ArgumentNullException($"{owner}[{row}]");
            if (actual[row] is null) throw new ArgumentNullException($"{parameter}[{row}]");
            if (actual[row].Length != expected[row].Length)
                ThrowLength($"{parameter}[{row}]", actual[row].Length.ToString(), expected[row].Length.ToString());
        }
    }

    /// <summary>Adds the weight of a returned buffer to its adjoint.</summary>
    /// <param name="weight">One weight per element of the result.</param>
    /// <param name="adjoint">The adjoint of the result.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddWeight<T>(ReadOnlySpan<T> weight, Span<T> adjoint)
        where T : INumberBase<T>
    {
        RequireLength("weight", weight.Length, adjoint.Length);
        for (var i = 0; i < weight.Length; i++) adjoint[i] += weight[i];
    }

    /// <summary>Adds the weight of a returned array of structs to its adjoint, number by number.</summary>
    /// <typeparam name="TStruct">A struct whose fields are all of type <typeparamref name="T"/>, or such structs.</typeparam>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddWeight<TStruct, T>(ReadOnlySpan<TStruct> weight, Span<TStruct> adjoint)
        where TStruct : struct
        where T : struct, INumberBase<T>
    {
        RequireLength("weight", weight.Length, adjoint.Length);
        var sums = MemoryMarshal.Cast<TStruct, T>(adjoint);
        TensorPrimitives.Add(sums, MemoryMarshal.Cast<TStruct, T>(weight), sums);
    }

    /// <summary>Adds the weight of a returned matrix of structs to its adjoint, number by number.</summary>
    /// <typeparam name="TStruct">A struct whose fields are all of type <typeparamref name="T"/>, or such structs.</typeparam>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void AddWeight<TStruct, T>(TStruct[,] weight, TStruct[,] adjoint)
        where TStruct : struct
        where T : struct, INumberBase<T>
    {
        RequireShape("weight", weight, adjoint);
        AddWeight<TStruct, T>(Elements(weight), Elements(adjoint));
    }

    /// <summary>Adds the weight of a returned matrix to its adjoint.</summary>
    /// <param name="weight">One weight per element of the result.</param>
    /// <param name="adjoint">The adjoint of the result.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void AddWeight<T>(T[,] weight, T[,] adjoint)
        where T : INumberBase<T>
    {
        RequireShape("weight", weight, adjoint);
        AddWeight(Elements(weight), Elements(adjoint));
    }

    /// <summary>Adds the weight of a returned jagged array to its adjoint.</summary>
    /// <param name="weight">One weight per element of the result.</param>
    /// <param name="adjoint">The adjoint of the result.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="NotSupportedException">Two rows of the result are one array: callers take them for two.</exception>
    public static void AddWeight<T>(T[][] weight, T[][] adjoint)
        where T : INumberBase<T>
    {
        RequireApart(weight, adjoint);
        for (var row = 0; row < weight.Length; row++) AddWeight(weight[row], adjoint[row]);
    }

    /// <summary>Adds the weight of a returned jagged array of structs to its adjoint, number by number.</summary>
    /// <typeparam name="TStruct">A struct whose fields are all of type <typeparamref name="T"/>, or such structs.</typeparam>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="NotSupportedException">Two rows of the result are one array: callers take them for two.</exception>
    public static void AddWeight<TStruct, T>(TStruct[][] weight, TStruct[][] adjoint)
        where TStruct : struct
        where T : struct, INumberBase<T>
    {
        RequireApart(weight, adjoint);
        for (var row = 0; row < weight.Length; row++) AddWeight<TStruct, T>(weight[row], adjoint[row]);
    }

    private static void RequireApart<T>(T[][] weight, T[][] adjoint)
    {
        RequireShape("weight", weight, adjoint);
        if (HaveRowTwice(adjoint))
            throw new NotSupportedException(
                "Two rows of the returned jagged array are one array, and cannot be weighted apart; return a copy of one of them.");
    }

    /// <summary>Requires that two returned jagged arrays have no row in common: callers take the rows for different ones.</summary>
    /// <param name="first">The adjoint of the first result.</param>
    /// <param name="second">The adjoint of the second.</param>
    /// <exception cref="NotSupportedException">An array is a row of both.</exception>
    public static void RequireNoOverlapOfRows(Array[] first, Array[] second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (HaveRowTwice(first, second))
            throw new NotSupportedException(
                "A row stands twice in the returned jagged arrays, and cannot be weighted apart; return a copy of it in one place.");
    }

    private static bool HaveRowTwice(Array[] rows, Array[]? others = null)
    {
        var met = t_rows ??= new(ReferenceEqualityComparer.Instance);
        try
        {
            return MeetsAgain(rows, met) || (others is not null && MeetsAgain(others, met));
        }
        finally
        {
            met.Clear();
        }
    }

    private static bool MeetsAgain(Array[] rows, HashSet<object> met)
    {
        foreach (var row in rows)
            if (row is { Length: > 0 } && !met.Add(row)) return true;
        return false;
    }

    /// <summary>Copies the elements of a matrix to the same places of another.</summary>
    /// <remarks>If one of them is larger, only the places that both have.</remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    /// <param name="target">Where it is copied to.</param>
    public static void Copy<T>(T[,] source, T[,] target)
    {
        var (rows, columns) = Common(source, target);
        if (columns == source.GetLength(1) && columns == target.GetLength(1))
        {
            Elements(source).Slice(0, rows * columns).CopyTo(Elements(target));
            return;
        }

        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) target[i, j] = source[i, j];
    }

    /// <summary>How many rows and columns two matrices have in common.</summary>
    internal static (int Rows, int Columns) Common<T>(T[,] first, T[,] second) =>
        (Math.Min(first.GetLength(0), second.GetLength(0)), Math.Min(first.GetLength(1), second.GetLength(1)));

    internal static Span<T> Elements<T>(T[,] matrix) =>
        matrix is not { Length: > 0 } ? [] : MemoryMarshal.CreateSpan(ref matrix[0, 0], matrix.Length);

    /// <summary>Requires that what is copied fits, before any of it is written.</summary>
    /// <param name="count">The number of elements that are copied.</param>
    /// <param name="room">The number of elements that there are.</param>
    /// <exception cref="ArgumentException">There are fewer, or the count is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireRoom(int count, int room)
    {
        if ((uint)count > (uint)room) ThrowRoom(count, room);
    }

    /// <summary>Requires that what is copied to a position of an array fits, before any of it is written.</summary>
    /// <param name="count">The number of elements that are copied.</param>
    /// <param name="room">The number of elements that there are.</param>
    /// <param name="startIndex">The position of the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The array has no such position.</exception>
    /// <exception cref="ArgumentException">There are fewer elements from there on.</exception>
    public static void RequireRoom(int count, int room, int startIndex)
    {
        RequireIndex(startIndex, room);
        RequireRoom(count, room - startIndex);
    }

    /// <summary>Requires that a vector has an element.</summary>
    /// <param name="index">The position of the element.</param>
    /// <param name="count">The number of elements that there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public static void RequireIndex(int index, int count) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)count, nameof(index));

    /// <summary>Requires that there are enough elements for a vector.</summary>
    /// <param name="values">The number of elements that there are.</param>
    /// <param name="count">The number of elements of the vector.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public static void RequireElements(int values, int count) => ArgumentOutOfRangeException.ThrowIfLessThan(values, count);

    /// <summary>Whether a copy must run downwards, because the target begins inside the source and after its start.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    /// <param name="target">Where it is copied to.</param>
    public static bool StartsInside<T>(ReadOnlySpan<T> source, ReadOnlySpan<T> target) =>
        source.Overlaps(target, out var offset) && offset > 0;

    /// <summary>Whether a copy must run downwards, because the target begins later in the same matrix.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">What is copied.</param>
    /// <param name="from">The element that is copied first.</param>
    /// <param name="target">Where it is copied to.</param>
    /// <param name="to">The element that the first one is copied to.</param>
    public static bool StartsInside<T>(T[,] source, int from, T[,] target, int to) => ReferenceEquals(source, target) && from < to;

    /// <summary>A matrix of zeros with the shape of another.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The other.</param>
    /// <param name="name">How messages call it.</param>
    /// <exception cref="ArgumentNullException">The other is null.</exception>
    public static T[,] ZerosLike<T>(T[,] shape, [CallerArgumentExpression(nameof(shape))] string? name = null) =>
        Zeros<T>.Like(shape, name);

    /// <summary>A matrix with its elements converted.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="matrix">The matrix.</param>
    public static T[,] Converted<T>(double[,] matrix) where T : INumberBase<T>
    {
        var converted = new T[matrix.GetLength(0), matrix.GetLength(1)];
        for (var i = 0; i < converted.GetLength(0); i++)
            for (var j = 0; j < converted.GetLength(1); j++) converted[i, j] = T.CreateTruncating(matrix[i, j]);
        return converted;
    }

    /// <summary>A matrix whose elements are of the right type.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="matrix">The matrix.</param>
    public static T[,] Converted<T>(T[,] matrix) => matrix;

    /// <summary>A jagged array of zeros with the shape of another.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The other.</param>
    /// <param name="name">How messages call it.</param>
    /// <exception cref="ArgumentNullException">The other is null, or a row of it.</exception>
    public static T[][] ZerosLike<T>(T[][] shape, [CallerArgumentExpression(nameof(shape))] string? name = null) =>
        Zeros<T>.Like(shape, name);

    /// <summary>Fills an array or matrix with zeros.</summary>
    /// <param name="array">The array.</param>
    public static void Clear(Array array) => Array.Clear(array);

    /// <summary>Fills the rows of a jagged array with zeros.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="rows">The jagged array.</param>
    public static void Clear<T>(T[][] rows)
    {
        foreach (var row in rows) Array.Clear(row);
    }

    /// <summary>
    /// The sum of <c>tangent ⊗ partial</c> over all elements (see <see cref="Weight"/>); 0 if there is no tangent, which is how generated
    /// code passes a tangent of zero.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="partials">The partial derivatives.</param>
    /// <param name="tangents">The tangents, as many, or none.</param>
    public static T Dot<T>(ReadOnlySpan<T> partials, ReadOnlySpan<T> tangents) where T : INumberBase<T>
    {
        var sum = T.Zero;
        for (var i = 0; i < tangents.Length; i++) sum += Weight.Times(tangents[i], partials[i]);
        return sum;
    }

    /// <inheritdoc cref="Dot{T}(ReadOnlySpan{T}, ReadOnlySpan{T})"/>
    public static T Dot<T>(T[,] partials, T[,]? tangents) where T : INumberBase<T> =>
        tangents is null ? T.Zero : Dot<T>(Elements(partials), Elements(tangents));

    /// <inheritdoc cref="Dot{T}(ReadOnlySpan{T}, ReadOnlySpan{T})"/>
    public static T Dot<T>(T[][] partials, T[][]? tangents) where T : INumberBase<T>
    {
        var sum = T.Zero;
        for (var row = 0; row < tangents?.Length; row++) sum += Dot<T>(partials[row], tangents[row]);
        return sum;
    }

    private static string Shape<T>(T[,] matrix) => $"{matrix.GetLength(0)}×{matrix.GetLength(1)}";

    private static void ThrowShape(string parameter, string actual, string expected) =>
        throw new ArgumentException($"'{parameter}' has shape {actual}, but shape {expected} is expected.", parameter);

    private static void ThrowLength(string parameter, string actual, string expected) =>
        throw new ArgumentException($"'{parameter}' has length {actual}, but length {expected} is expected.", parameter);

    private static void ThrowRoom(int count, int room) =>
        throw new ArgumentException($"{count} elements cannot be copied where there are {room}.");
}
