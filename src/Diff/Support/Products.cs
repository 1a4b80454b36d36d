using System.ComponentModel;
using System.Numerics;

namespace Diff;

/// <summary>
/// The partial derivatives of products: for each factor the product of all others, also where factors are zero. Generated code calls these;
/// they are of no use elsewhere.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Products
{
    /// <summary>For each i the product of all <c>x[j]</c>, <c>j ≠ i</c>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="x">The factors.</param>
    public static T[] Others<T>(ReadOnlySpan<T> x)
        where T : IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T> => OthersOf(x.ToArray());

    /// <summary>For each i the product of all <c>x[j] + y[j]</c>, <c>j ≠ i</c>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="x">The first terms.</param>
    /// <param name="y">The second terms, as many.</param>
    public static T[] OthersOfSums<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T>
    {
        var factors = x.ToArray();
        for (var i = 0; i < factors.Length; i++) factors[i] += y[i];
        return OthersOf(factors);
    }

    /// <summary>For each i the product of all <c>x[j] - y[j]</c>, <c>j ≠ i</c>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="x">The minuends.</param>
    /// <param name="y">The subtrahends, as many.</param>
    public static T[] OthersOfDifferences<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T>
    {
        var factors = x.ToArray();
        for (var i = 0; i < factors.Length; i++) factors[i] -= y[i];
        return OthersOf(factors);
    }

    /// <summary>The product of those before, then times the product of those behind.</summary>
    private static T[] OthersOf<T>(T[] factors) where T : IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T>
    {
        var others = new T[factors.Length];
        var product = T.MultiplicativeIdentity;
        for (var i = 0; i < factors.Length; product *= factors[i++]) others[i] = product;
        product = T.MultiplicativeIdentity;
        for (var i = factors.Length - 1; i >= 0; product *= factors[i--]) others[i] *= product;
        return others;
    }
}
