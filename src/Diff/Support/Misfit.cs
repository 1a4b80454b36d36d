using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Diff;

/// <summary>
/// The first array of a gradient that has not the shape of its counterpart in the object, or in the other gradient. The text is made only
/// when there is one, so that a gradient that fits costs no allocation. Called by generated code.
/// </summary>
/// <param name="Path">Where it is, from the gradient on: <c>Hidden.Weights</c>.</param>
/// <param name="Fault">What is wrong with it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Misfit(string Path, string Fault)
{
    /// <summary>A null in the place of something.</summary>
    public static Misfit Null(string name) => new(name, "is null");

    /// <summary>A gradient with respect to an object of another class.</summary>
    public static Misfit Type(Type actual, Type expected) => new("", $"is a {actual.Name}, but a {expected.Name} is expected");

    /// <summary>The same, of a gradient that may be null.</summary>
    public static Misfit Class(object? gradient, Type expected) => gradient is null ? Null("") : Type(gradient.GetType(), expected);

    /// <summary>A gradient as that of an object of a class.</summary>
    /// <typeparam name="T">The type that the gradients of all objects of the class have.</typeparam>
    /// <param name="gradient">The gradient.</param>
    /// <param name="expected">The type that it should have.</param>
    /// <param name="parameter">The name of the gradient's parameter.</param>
    /// <exception cref="ArgumentException">It is another one, or null.</exception>
    public static T As<T>(object? gradient, Type expected, string parameter)
        where T : class
    {
        if (gradient is T own) return own;
        Throw(Class(gradient, expected), parameter);
        return null;
    }

    /// <summary>Compares two vectors.</summary>
    /// <typeparam name="TActual">The type of the elements of the gradient.</typeparam>
    /// <typeparam name="TExpected">The type of those of its counterpart.</typeparam>
    public static Misfit? Of<TActual, TExpected>(string name, TActual[]? actual, TExpected[] expected) =>
        actual is null ? Null(name) : actual.Length == expected.Length ? null : OfLength(name, actual.Length, expected.Length);

    /// <summary>Compares a vector with a number of elements.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public static Misfit? Of<T>(string name, T[]? actual, int expected) =>
        actual is null ? Null(name) : actual.Length == expected ? null : OfLength(name, actual.Length, expected);

    /// <summary>Compares two matrices.</summary>
    /// <typeparam name="TActual">The type of the elements of the gradient.</typeparam>
    /// <typeparam name="TExpected">The type of those of its counterpart.</typeparam>
    public static Misfit? Of<TActual, TExpected>(string name, TActual[,]? actual, TExpected[,] expected) =>
        actual is null ? Null(name)
        : actual.GetLength(0) == expected.GetLength(0) && actual.GetLength(1) == expected.GetLength(1) ? null
        : new(name,
            $"has shape {actual.GetLength(0)} × {actual.GetLength(1)}, but {expected.GetLength(0)} × {expected.GetLength(1)} is expected");

    /// <summary>Compares two three-dimensional arrays.</summary>
    /// <typeparam name="TActual">The type of the elements of the gradient.</typeparam>
    /// <typeparam name="TExpected">The type of those of its counterpart.</typeparam>
    public static Misfit? Of<TActual, TExpected>(string name, TActual[,,]? actual, TExpected[,,] expected) =>
        actual is null ? Null(name)
        : Shape(actual) == Shape(expected) ? null
        : new(name, $"has shape {Shape(actual)}, but {Shape(expected)} is expected");

    private static string Shape<T>(T[,,] volume) => $"{volume.GetLength(0)} × {volume.GetLength(1)} × {volume.GetLength(2)}";

    /// <summary>Compares two jagged arrays, row by row.</summary>
    /// <typeparam name="TActual">The type of the elements of the gradient.</typeparam>
    /// <typeparam name="TExpected">The type of those of its counterpart.</typeparam>
    public static Misfit? Of<TActual, TExpected>(string name, TActual[][]? actual, TExpected[][] expected)
    {
        if (Of<TActual[], TExpected[]>(name, actual, expected) is { } misfit) return misfit;
        for (var row = 0; row < expected.Length; row++)
            if (actual![row] is not { } numbers || numbers.Length != expected[row].Length)
                return Of($"{name}[{row}]", actual[row], expected[row]);
        return null;
    }

    /// <summary>Compares an array of gradients with a list of objects or gradients, one by one.</summary>
    /// <typeparam name="TActual">The type of the gradients.</typeparam>
    /// <typeparam name="TExpected">The type of the counterparts.</typeparam>
    public static Misfit? Of<TActual, TExpected>(string name, TActual[]? actual, IReadOnlyList<TExpected> expected,
        Func<TActual, TExpected, Misfit?> compare)
        where TActual : class
        where TExpected : class
    {
        if (actual is null) return Null(name);
        if (actual.Length != expected.Count) return OfLength(name, actual.Length, expected.Count);
        for (var i = 0; i < actual.Length; i++)
            if (actual[i] is null || expected[i] is null || compare(actual[i], expected[i]) is not null)
                return Of($"{name}[{i}]", actual[i], expected[i], compare);
        return null;
    }

    /// <summary>Compares an object or gradient with its counterpart: where one is null, the other is.</summary>
    /// <typeparam name="TActual">The type of the gradient.</typeparam>
    /// <typeparam name="TExpected">The type of the counterpart.</typeparam>
    public static Misfit? Of<TActual, TExpected>(string name, TActual? actual, TExpected? expected,
        Func<TActual, TExpected, Misfit?> compare)
        where TActual : class
        where TExpected : class =>
        expected is null ? actual is null ? null : new(name, "is not null, but there is no object")
        : actual is null ? Null(name)
        : compare(actual, expected)?.In(name);

    /// <summary>The same, seen from the gradient that holds this one under a name.</summary>
    public Misfit In(string name) => this with { Path = Dotted(name, Path) };

    /// <summary>Requires that there is none.</summary>
    /// <param name="misfit">The misfit, if there is one.</param>
    /// <param name="parameter">The name of the gradient's parameter.</param>
    /// <exception cref="ArgumentException">There is one.</exception>
    public static void Refuse(Misfit? misfit, string parameter)
    {
        if (misfit is { } found) Throw(found, parameter);
    }

    private static Misfit OfLength(string name, int actual, int expected) =>
        new(name, $"has length {actual}, but length {expected} is expected");

    [DoesNotReturn]
    private static void Throw(Misfit misfit, string parameter) =>
        throw new ArgumentException($"'{Dotted(parameter, misfit.Path)}' {misfit.Fault}.", parameter);

    private static string Dotted(string holder, string path) =>
        path.Length == 0 ? holder : path[0] == '[' ? holder + path : $"{holder}.{path}";
}
