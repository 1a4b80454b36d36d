using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Diff;

/// <summary>Memory of zeros in the shape of other memory, whose elements are of another type: gradients in the shape of values.</summary>
/// <typeparam name="T">The type of the zeros.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Zeros<T>
{
    /// <summary>A matrix.</summary>
    /// <typeparam name="TOwner">The type of the elements of the other one.</typeparam>
    /// <param name="shape">The other one.</param>
    /// <param name="name">How messages call it.</param>
    /// <exception cref="ArgumentNullException">The other one is null, or a row of it.</exception>
    public static T[,] Like<TOwner>(TOwner[,] shape, [CallerArgumentExpression(nameof(shape))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(shape, name);
        return new T[shape.GetLength(0), shape.GetLength(1)];
    }

    /// <summary>A three-dimensional array.</summary>
    /// <inheritdoc cref="Like{TOwner}(TOwner[,], string)"/>
    public static T[,,] Like<TOwner>(TOwner[,,] shape, [CallerArgumentExpression(nameof(shape))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(shape, name);
        return new T[shape.GetLength(0), shape.GetLength(1), shape.GetLength(2)];
    }

    /// <summary>A jagged array.</summary>
    /// <inheritdoc cref="Like{TOwner}(TOwner[,], string)"/>
    public static T[][] Like<TOwner>(TOwner[][] shape, [CallerArgumentExpression(nameof(shape))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(shape, name);
        var rows = new T[shape.Length][];
        for (var row = 0; row < rows.Length; row++)
        {
            if (shape[row] is null) throw new ArgumentNullException($"{name}[{row}]");
            rows[row] = new T[shape[row].Length];
        }

        return rows;
    }
}
