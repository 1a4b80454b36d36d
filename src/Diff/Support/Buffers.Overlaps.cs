using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff;

/// <summary>
/// The check that what is written shares no memory with anything else, one statement for each buffer or variable that is written:
/// <code>
/// RequireNoOverlap&lt;double&gt;(xGradient).With(x).With(y).With(ref slopeGradient);
/// </code>
/// The names in the message are the arguments' own unless others are given.
/// </summary>
public static partial class Buffers
{
    /// <summary>Requires a buffer to share no memory with those that follow.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="buffer">The buffer.</param>
    /// <param name="name">Its name.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Region<T> RequireNoOverlap<T>(ReadOnlySpan<T> buffer, [CallerArgumentExpression(nameof(buffer))] string name = "") =>
        new(buffer, name);

    /// <summary>Requires a variable to be none of those, and no element of those, that follow.</summary>
    /// <typeparam name="T">The type of the variable.</typeparam>
    /// <param name="variable">The variable.</param>
    /// <param name="name">Its name.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Region<T> RequireNoOverlap<T>(
        ref readonly T variable, [CallerArgumentExpression(nameof(variable))] string name = "") =>
        new(MemoryMarshal.CreateReadOnlySpan(in variable, 1), name);

    /// <summary>Requires a matrix to be none of those that follow.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="matrix">The matrix.</param>
    /// <param name="name">Its name.</param>
    public static Region<T> RequireNoOverlap<T>(T[,] matrix, [CallerArgumentExpression(nameof(matrix))] string name = "") =>
        new(Elements(matrix), name);

    /// <summary>Requires a three-dimensional array to be none of those that follow.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="volume">The array.</param>
    /// <param name="name">Its name.</param>
    public static Region<T> RequireNoOverlap<T>(T[,,] volume, [CallerArgumentExpression(nameof(volume))] string name = "") =>
        new(Elements(volume), name);

    /// <summary>Requires a jagged array to share no row with those that follow.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="rows">The jagged array.</param>
    /// <param name="name">Its name.</param>
    public static Rows<T> RequireNoOverlap<T>(T[][] rows, [CallerArgumentExpression(nameof(rows))] string name = "") => new(rows, name);

    /// <summary>Memory that must not overlap what is named after it. What is empty overlaps nothing.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly ref struct Region<T>
    {
        private readonly ReadOnlySpan<T> _elements;
        private readonly string _name;

        internal Region(ReadOnlySpan<T> elements, string name)
        {
            _elements = elements;
            _name = name;
        }

        /// <summary>Checks against a buffer.</summary>
        /// <param name="buffer">The buffer.</param>
        /// <param name="name">Its name.</param>
        /// <exception cref="ArgumentException">They overlap; the message names both.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Region<T> With(scoped ReadOnlySpan<T> buffer, [CallerArgumentExpression(nameof(buffer))] string name = "")
        {
            if (_elements.Overlaps(buffer)) ThrowOverlap(_name, name);
            return this;
        }

        /// <summary>Checks against a variable.</summary>
        /// <param name="variable">The variable.</param>
        /// <param name="name">Its name.</param>
        /// <exception cref="ArgumentException">They overlap; the message names both.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Region<T> With(scoped ref readonly T variable, [CallerArgumentExpression(nameof(variable))] string name = "")
        {
            var offset = Unsafe.ByteOffset(in MemoryMarshal.GetReference(_elements), in variable);
            if ((nuint)offset < (nuint)_elements.Length * (nuint)Unsafe.SizeOf<T>()) ThrowOverlap(_name, name);
            return this;
        }

        /// <summary>Checks against a matrix.</summary>
        /// <param name="matrix">The matrix; null for none.</param>
        /// <param name="name">Its name.</param>
        /// <exception cref="ArgumentException">They overlap; the message names both.</exception>
        public Region<T> With(T[,]? matrix, [CallerArgumentExpression(nameof(matrix))] string name = "") =>
            matrix is null ? this : With(Elements(matrix), name);

        /// <summary>Checks against a three-dimensional array.</summary>
        /// <param name="volume">The array; null for none.</param>
        /// <param name="name">Its name.</param>
        /// <exception cref="ArgumentException">They overlap; the message names both.</exception>
        public Region<T> With(T[,,]? volume, [CallerArgumentExpression(nameof(volume))] string name = "") =>
            volume is null ? this : With(Elements(volume), name);

        /// <summary>Checks against the rows of a jagged array.</summary>
        /// <param name="rows">The jagged array; null for none.</param>
        /// <param name="name">Its name.</param>
        /// <exception cref="ArgumentException">They overlap; the message names both.</exception>
        public Region<T> With(T[][]? rows, [CallerArgumentExpression(nameof(rows))] string name = "")
        {
            foreach (var row in rows ?? []) With(row, name);
            return this;
        }
    }

    /// <summary>A jagged array that must share no row with those that are named after it. What is empty overlaps nothing.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly ref struct Rows<T>
    {
        private readonly T[][] _rows;
        private readonly string _name;

        internal Rows(T[][] rows, string name)
        {
            _rows = rows;
            _name = name;
        }

        /// <summary>Checks against another jagged array.</summary>
        /// <param name="rows">The jagged array; null for none.</param>
        /// <param name="name">Its name.</param>
        /// <exception cref="ArgumentException">They share a row; the message names both.</exception>
        public Rows<T> With(T[][]? rows, [CallerArgumentExpression(nameof(rows))] string name = "")
        {
            if (rows is null) return this;
            foreach (var row in _rows)
                if (row.Length > 0 && Array.IndexOf(rows, row) >= 0) ThrowOverlap(_name, name);
            return this;
        }
    }

    private static void ThrowOverlap(string name, string otherName) => throw new ArgumentException(
        $"'{Unescaped(name)}' and '{Unescaped(otherName)}' overlap in memory, but must not.", Unescaped(name));

    private static string Unescaped(string name) => name.TrimStart('@');
}
