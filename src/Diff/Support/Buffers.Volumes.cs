using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diff;

/// <summary>The same for arrays with three dimensions.</summary>
public static partial class Buffers
{
    /// <summary>Requires a three-dimensional array to have the shape of the one it belongs to.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TOwner">The type of the elements of the one it belongs to.</typeparam>
    /// <param name="parameter">The name of the array's parameter.</param>
    /// <param name="actual">The array.</param>
    /// <param name="expected">An array of the shape it must have.</param>
    /// <param name="owner">How messages call that one.</param>
    /// <exception cref="ArgumentException">The shapes differ, or one of the two is null.</exception>
    public static void RequireShape<T, TOwner>(string parameter, T[,,] actual, TOwner[,,] expected,
        [CallerArgumentExpression(nameof(expected))] string? owner = null)
    {
        ArgumentNullException.ThrowIfNull(expected, owner);
        ArgumentNullException.ThrowIfNull(actual, parameter);
        if (Shape(actual) is var shape && shape != Shape(expected)) ThrowShape(parameter, shape, Shape(expected));
    }

    /// <summary>Adds the weight of a returned three-dimensional array to its adjoint.</summary>
    /// <param name="weight">One weight per element of the result.</param>
    /// <param name="adjoint">The adjoint of the result.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void AddWeight<T>(T[,,] weight, T[,,] adjoint)
        where T : INumberBase<T>
    {
        RequireShape("weight", weight, adjoint);
        AddWeight(Elements(weight), Elements(adjoint));
    }

    /// <summary>Adds the weight of a returned three-dimensional array of structs to its adjoint, number by number.</summary>
    /// <typeparam name="TStruct">A struct whose fields are all of type <typeparamref name="T"/>, or such structs.</typeparam>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void AddWeight<TStruct, T>(TStruct[,,] weight, TStruct[,,] adjoint)
        where TStruct : struct
        where T : struct, INumberBase<T>
    {
        RequireShape("weight", weight, adjoint);
        AddWeight<TStruct, T>(Elements(weight), Elements(adjoint));
    }

    /// <summary>A three-dimensional array of zeros with the shape of another.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="shape">The other.</param>
    /// <param name="name">How messages call it.</param>
    /// <exception cref="ArgumentNullException">The other is null.</exception>
    public static T[,,] ZerosLike<T>(T[,,] shape, [CallerArgumentExpression(nameof(shape))] string? name = null) =>
        Zeros<T>.Like(shape, name);

    private static Span<T> Elements<T>(T[,,] volume) =>
        volume is not { Length: > 0 } ? [] : MemoryMarshal.CreateSpan(ref volume[0, 0, 0], volume.Length);

    private static string Shape<T>(T[,,] volume) => $"{volume.GetLength(0)}×{volume.GetLength(1)}×{volume.GetLength(2)}";
}
