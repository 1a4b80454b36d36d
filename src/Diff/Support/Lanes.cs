using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diff;

/// <summary>Numbers that are the same for several directions.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Lanes
{
    /// <summary>The same number in each lane.</summary>
    /// <param name="number">What does not depend on the direction.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Of(double number) => Vector256.Create(number);

    /// <summary>The same number in each lane.</summary>
    /// <param name="number">What does not depend on the direction.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(float number) => Vector256.Create(number);
}

/// <summary>
/// Tangents along several directions, or adjoints of several weights, at once, as generated code computes columns and rows of Jacobians and
/// Hessians: a vector with one number, a lane, per direction or weight. There are four of <c>double</c>, eight of <c>float</c>. A machine
/// without such vectors does the same with narrower ones.
/// </summary>
/// <typeparam name="T">The type of the numbers: <c>double</c> or <c>float</c>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Lanes<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static int Count => Vector256<T>.Count;

    /// <summary>A one in one lane and zeros in the others; all zeros where there is no such lane.</summary>
    /// <param name="lane">The number of the lane, from 0 on.</param>
    public static Vector256<T> Unit(int lane) => (uint)lane < Count ? Vector256<T>.Zero.WithElement(lane, T.One) : Vector256<T>.Zero;

    /// <summary>
    /// Makes direction k that of element <c>first + k</c>, where there is such an element. The elements before <paramref name="first"/> are
    /// those of the directions before.
    /// </summary>
    /// <param name="directions">The directions of a buffer.</param>
    /// <param name="first">The element of the first direction.</param>
    public static void Seed(Span<Vector256<T>> directions, int first)
    {
        for (var i = Math.Max(first - Count, 0); i < Math.Min(first, directions.Length); i++) directions[i] = Vector256<T>.Zero;
        for (var i = Math.Max(first, 0); i < Math.Min(first + Count, directions.Length); i++) directions[i] = Unit(i - first);
    }

    /// <summary>Makes direction k that of element <c>first + k</c>, row by row, where there is such an element.</summary>
    /// <param name="directions">The directions of a matrix.</param>
    /// <param name="first">The element of the first direction.</param>
    public static void Seed(Vector256<T>[,] directions, int first)
    {
        if (directions.Length > 0) Seed(MemoryMarshal.CreateSpan(ref directions[0, 0], directions.Length), first);
    }

    /// <summary>Makes direction k that of element <c>first + k</c>, row by row, where there is such an element.</summary>
    /// <param name="directions">The directions of an array of three dimensions.</param>
    /// <param name="first">The element of the first direction.</param>
    public static void Seed(Vector256<T>[,,] directions, int first)
    {
        if (directions.Length > 0) Seed(MemoryMarshal.CreateSpan(ref directions[0, 0, 0], directions.Length), first);
    }

    /// <summary>Makes direction k that of element <c>first + k</c>, row by row, where there is such an element.</summary>
    /// <param name="directions">The directions of a jagged array.</param>
    /// <param name="first">The element of the first direction.</param>
    public static void Seed(Vector256<T>[][] directions, int first)
    {
        foreach (var line in directions)
        {
            Seed(line, first);
            first -= line.Length;
        }
    }

    /// <summary>Stores a lane per column in a row of a matrix; lanes past its last column are dropped.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="row">The row, which is the next one afterwards.</param>
    /// <param name="column">The column of the first lane.</param>
    /// <param name="lanes">What is stored.</param>
    public static void Store(double[,] matrix, ref int row, int column, Vector256<T> lanes)
    {
        var columns = matrix.GetLength(1) - column;
        if (columns >= Count) Copy(lanes, MemoryMarshal.CreateSpan(ref matrix[row, column], Count));
        else
            for (var lane = 0; lane < columns; lane++) matrix[row, column + lane] = Number(lanes[lane]);
        row++;
    }

    /// <summary>Stores a lane per column, one row per element.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="row">The row of the first element; the one after the last afterwards.</param>
    /// <param name="column">The column of the first lane.</param>
    /// <param name="elements">What is stored.</param>
    public static void Store(double[,] matrix, ref int row, int column, ReadOnlySpan<Vector256<T>> elements)
    {
        foreach (var element in elements) Store(matrix, ref row, column, element);
    }

    /// <summary>Stores a lane per row in a column of a matrix; lanes past its last row are dropped.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="row">The row of the first lane.</param>
    /// <param name="column">The column, which is the next one afterwards.</param>
    /// <param name="lanes">What is stored.</param>
    public static void StoreRows(double[,] matrix, int row, ref int column, Vector256<T> lanes) =>
        StoreRows(matrix, row, ref column, [lanes]);

    /// <summary>Stores a lane per row, one column per element.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="row">The row of the first lane.</param>
    /// <param name="column">The column of the first element; the one after the last afterwards.</param>
    /// <param name="elements">What is stored.</param>
    public static void StoreRows(double[,] matrix, int row, ref int column, ReadOnlySpan<Vector256<T>> elements)
    {
        if (elements.IsEmpty) return;
        for (var lane = 0; lane < Count && row + lane < matrix.GetLength(0); lane++)
        {
            var line = MemoryMarshal.CreateSpan(ref matrix[row + lane, column], elements.Length);
            for (var i = 0; i < line.Length; i++) line[i] = Number(elements[i][lane]);
        }

        column += elements.Length;
    }

    /// <summary>
    /// Stores a lane per column of a symmetric matrix, one row per element: only what stands on the diagonal or above it, which is copied
    /// below.
    /// </summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="row">The row of the first element; the one after the last afterwards.</param>
    /// <param name="column">The column of the first lane.</param>
    /// <param name="elements">What is stored.</param>
    public static void Mirror(double[,] matrix, ref int row, int column, ReadOnlySpan<Vector256<T>> elements)
    {
        var size = matrix.GetLength(0);
        var above = column + Count <= size ? Math.Clamp(column - row, 0, elements.Length) : 0;
        if (above > 0) MirrorAbove(MemoryMarshal.CreateSpan(ref matrix[0, 0], matrix.Length), size, row, column, elements.Slice(0, above));
        for (var i = above; i < elements.Length && row + i < column + Count; i++)
            for (var lane = 0; lane < Count && column + lane < size; lane++)
                if (row + i <= column + lane) matrix[row + i, column + lane] = matrix[column + lane, row + i] = Number(elements[i][lane]);
        row += elements.Length;
    }

    /// <summary>Stores a lane per column of a symmetric matrix.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="row">The row, which is the next one afterwards.</param>
    /// <param name="column">The column of the first lane.</param>
    /// <param name="lanes">What is stored.</param>
    public static void Mirror(double[,] matrix, ref int row, int column, Vector256<T> lanes) => Mirror(matrix, ref row, column, [lanes]);

    /// <summary>All elements stand above the diagonal, in each lane.</summary>
    private static void MirrorAbove(Span<double> matrix, int size, int row, int column, ReadOnlySpan<Vector256<T>> elements)
    {
        var below = column * size + row;
        for (var lane = 0; lane < Count; lane += 4, below += 4 * size)
        {
            var first = matrix.Slice(below, elements.Length);
            var second = matrix.Slice(below + size, elements.Length);
            var third = matrix.Slice(below + 2 * size, elements.Length);
            var fourth = matrix.Slice(below + 3 * size, elements.Length);
            for (var i = 0; i < elements.Length; i++)
            {
                var numbers = FourOf(elements[i], lane);
                numbers.CopyTo(matrix.Slice((row + i) * size + column + lane, 4));
                first[i] = numbers[0];
                second[i] = numbers[1];
                third[i] = numbers[2];
                fourth[i] = numbers[3];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> FourOf(Vector256<T> lanes, int first)
    {
        if (typeof(T) == typeof(double)) return lanes.AsDouble();
        var (lower, upper) = Vector256.Widen(lanes.AsSingle());
        return first == 0 ? lower : upper;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(Vector256<T> lanes, Span<double> numbers)
    {
        for (var lane = 0; lane < Count; lane += 4) FourOf(lanes, lane).CopyTo(numbers.Slice(lane, 4));
    }

    private static double Number(T number) => double.CreateTruncating(number);
}
