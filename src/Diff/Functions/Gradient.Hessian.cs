using System.Runtime.CompilerServices;

namespace Diff;

public static partial class Gradient
{
    /// <summary>
    /// The Hessian of a function, its second partial derivatives: <c>∇²f(x)</c>. A method must be <c>[Differentiable(Order = 2)]</c>; a
    /// lambda needs no mark.
    /// </summary>
    /// <remarks><inheritdoc cref="Gradient" path="/remarks"/></remarks>
    /// <param name="function">The function: a static method that is <c>[Differentiable]</c>, or a lambda that captures nothing.</param>
    /// <param name="x">Where, and with respect to what: the first argument of the function, or a tuple of its first arguments.</param>
    /// <returns>
    /// One row and column per number in <paramref name="x"/>, in order; symmetric to the last bit. One by one for a single number.
    /// </returns>
    /// <exception cref="NotSupportedException">The compiler has not replaced the call; it says why in a diagnostic.</exception>
    [OverloadResolutionPriority(1)]
    public static double[,] Hessian(Func<double, double> function, double x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    [OverloadResolutionPriority(1)]
    public static double[,] Hessian<TConstant1>(Func<double, TConstant1, double> function, double x, TConstant1 constant1)
    where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    [OverloadResolutionPriority(1)]
    public static double[,] Hessian<TConstant1, TConstant2>(Func<double, TConstant1, TConstant2, double> function, double x,
        TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    [OverloadResolutionPriority(1)]
    public static T[,] Hessian<T>(Func<ReadOnlySpan<T>, T> function, ReadOnlySpan<T> x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    [OverloadResolutionPriority(1)]
    public static T[,] Hessian<T, TConstant1>(Func<ReadOnlySpan<T>, TConstant1, T> function, ReadOnlySpan<T> x, TConstant1 constant1)
    where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    [OverloadResolutionPriority(1)]
    public static T[,] Hessian<T, TConstant1, TConstant2>(Func<ReadOnlySpan<T>, TConstant1, TConstant2, T> function, ReadOnlySpan<T> x,
        TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    public static T[,] Hessian<T>(Func<Span<T>, T> function, Span<T> x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    public static T[,] Hessian<T, TConstant1>(Func<Span<T>, TConstant1, T> function, Span<T> x, TConstant1 constant1)
        where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    public static T[,] Hessian<T, TConstant1, TConstant2>(Func<Span<T>, TConstant1, TConstant2, T> function, Span<T> x,
        TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    public static TResult[,] Hessian<T, TResult>(Func<T, TResult> function, T x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    public static TResult[,] Hessian<T, TConstant1, TResult>(Func<T, TConstant1, TResult> function, T x, TConstant1 constant1)
        where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    public static TResult[,] Hessian<T, TConstant1, TConstant2, TResult>(Func<T, TConstant1, TConstant2, TResult> function, T x,
        TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    public static TResult[,] Hessian<T1, T2, TResult>(Func<T1, T2, TResult> function, (T1, T2) x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    public static TResult[,] Hessian<T1, T2, TConstant1, TResult>(Func<T1, T2, TConstant1, TResult> function, (T1, T2) x,
        TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    public static TResult[,] Hessian<T1, T2, TConstant1, TConstant2, TResult>(Func<T1, T2, TConstant1, TConstant2, TResult> function,
        (T1, T2) x, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    public static TResult[,] Hessian<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function, (T1, T2, T3) x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Hessian(Func{double, double}, double)"/>
    public static TResult[,] Hessian<T1, T2, T3, TConstant1, TResult>(Func<T1, T2, T3, TConstant1, TResult> function, (T1, T2, T3) x,
        TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();
}
