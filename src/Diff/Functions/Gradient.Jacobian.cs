using System.Runtime.CompilerServices;

namespace Diff;

public static partial class Gradient
{
    /// <summary>The Jacobian of a function that returns an array: <c>J[i, j] = ∂f(x)[i] / ∂x[j]</c>.</summary>
    /// <remarks><inheritdoc cref="Gradient" path="/remarks"/></remarks>
    /// <param name="function">The function: a static method that is <c>[Differentiable]</c>, or a lambda that captures nothing.</param>
    /// <param name="x">Where, and with respect to what: the first argument of the function, or a tuple of its first arguments.</param>
    /// <returns>One row per element of the result, one column per number in <paramref name="x"/>, in order.</returns>
    /// <exception cref="NotSupportedException">The compiler has not replaced the call; it says why in a diagnostic.</exception>
    [OverloadResolutionPriority(1)]
    public static TResult[,] Jacobian<TResult>(Func<double, TResult[]> function, double x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    [OverloadResolutionPriority(1)]
    public static TResult[,] Jacobian<TConstant1, TResult>(Func<double, TConstant1, TResult[]> function, double x, TConstant1 constant1)
    where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    [OverloadResolutionPriority(1)]
    public static TResult[,] Jacobian<TConstant1, TConstant2, TResult>(Func<double, TConstant1, TConstant2, TResult[]> function, double x,
        TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    [OverloadResolutionPriority(1)]
    public static TResult[,] Jacobian<T, TResult>(Func<ReadOnlySpan<T>, TResult[]> function, ReadOnlySpan<T> x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    [OverloadResolutionPriority(1)]
    public static TResult[,] Jacobian<T, TConstant1, TResult>(Func<ReadOnlySpan<T>, TConstant1, TResult[]> function, ReadOnlySpan<T> x,
        TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    [OverloadResolutionPriority(1)]
    public static TResult[,] Jacobian<T, TConstant1, TConstant2, TResult>(Func<ReadOnlySpan<T>, TConstant1, TConstant2, TResult[]> function,
        ReadOnlySpan<T> x, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct
        where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    public static TResult[,] Jacobian<T, TResult>(Func<Span<T>, TResult[]> function, Span<T> x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    public static TResult[,] Jacobian<T, TConstant1, TResult>(Func<Span<T>, TConstant1, TResult[]> function, Span<T> x,
        TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    public static TResult[,] Jacobian<T, TConstant1, TConstant2, TResult>(Func<Span<T>, TConstant1, TConstant2, TResult[]> function,
        Span<T> x, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    public static TResult[,] Jacobian<T, TResult>(Func<T, TResult[]> function, T x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    public static TResult[,] Jacobian<T, TConstant1, TResult>(Func<T, TConstant1, TResult[]> function, T x, TConstant1 constant1)
        where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    public static TResult[,] Jacobian<T, TConstant1, TConstant2, TResult>(Func<T, TConstant1, TConstant2, TResult[]> function, T x,
        TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    public static TResult[,] Jacobian<T1, T2, TResult>(Func<T1, T2, TResult[]> function, (T1, T2) x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    public static TResult[,] Jacobian<T1, T2, TConstant1, TResult>(Func<T1, T2, TConstant1, TResult[]> function, (T1, T2) x,
        TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    public static TResult[,] Jacobian<T1, T2, TConstant1, TConstant2, TResult>(Func<T1, T2, TConstant1, TConstant2, TResult[]> function,
        (T1, T2) x, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    public static TResult[,] Jacobian<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult[]> function, (T1, T2, T3) x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Jacobian{TResult}(Func{double, TResult[]}, double)"/>
    public static TResult[,] Jacobian<T1, T2, T3, TConstant1, TResult>(Func<T1, T2, T3, TConstant1, TResult[]> function, (T1, T2, T3) x,
        TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();
}
