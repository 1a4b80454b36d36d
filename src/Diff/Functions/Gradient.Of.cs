using System.Runtime.CompilerServices;

namespace Diff;

public static partial class Gradient
{
    /// <summary>The gradient of a function: <c>∇f(x)</c>.</summary>
    /// <remarks><inheritdoc cref="Gradient" path="/remarks"/></remarks>
    /// <param name="function">The function: a static method that is <c>[Differentiable]</c>, or a lambda that captures nothing.</param>
    /// <param name="x">Where, and with respect to what: the first argument of the function, or a tuple of its first arguments.</param>
    /// <returns>
    /// One partial derivative per number in <paramref name="x"/>, in its shape: a number for a number, a new array for an array or span, a
    /// tuple for a tuple.
    /// </returns>
    /// <exception cref="NotSupportedException">The compiler has not replaced the call; it says why in a diagnostic.</exception>
    [OverloadResolutionPriority(1)]
    public static double Of(Func<double, double> function, double x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    [OverloadResolutionPriority(1)]
    public static double Of<TConstant1>(Func<double, TConstant1, double> function, double x, TConstant1 constant1)
    where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    [OverloadResolutionPriority(1)]
    public static double Of<TConstant1, TConstant2>(Func<double, TConstant1, TConstant2, double> function, double x, TConstant1 constant1,
        TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    [OverloadResolutionPriority(1)]
    public static T[] Of<T>(Func<ReadOnlySpan<T>, T> function, ReadOnlySpan<T> x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    [OverloadResolutionPriority(1)]
    public static T[] Of<T, TConstant1>(Func<ReadOnlySpan<T>, TConstant1, T> function, ReadOnlySpan<T> x, TConstant1 constant1)
    where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    [OverloadResolutionPriority(1)]
    public static T[] Of<T, TConstant1, TConstant2>(Func<ReadOnlySpan<T>, TConstant1, TConstant2, T> function, ReadOnlySpan<T> x,
        TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    public static T[] Of<T>(Func<Span<T>, T> function, Span<T> x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    public static T[] Of<T, TConstant1>(Func<Span<T>, TConstant1, T> function, Span<T> x, TConstant1 constant1)
        where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    public static T[] Of<T, TConstant1, TConstant2>(Func<Span<T>, TConstant1, TConstant2, T> function, Span<T> x, TConstant1 constant1,
        TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    public static T Of<T, TResult>(Func<T, TResult> function, T x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    public static T Of<T, TConstant1, TResult>(Func<T, TConstant1, TResult> function, T x, TConstant1 constant1)
        where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    public static T Of<T, TConstant1, TConstant2, TResult>(Func<T, TConstant1, TConstant2, TResult> function, T x, TConstant1 constant1,
        TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    public static (T1, T2) Of<T1, T2, TResult>(Func<T1, T2, TResult> function, (T1, T2) x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    public static (T1, T2) Of<T1, T2, TConstant1, TResult>(Func<T1, T2, TConstant1, TResult> function, (T1, T2) x, TConstant1 constant1)
        where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    public static (T1, T2) Of<T1, T2, TConstant1, TConstant2, TResult>(Func<T1, T2, TConstant1, TConstant2, TResult> function, (T1, T2) x,
        TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    public static (T1, T2, T3) Of<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function, (T1, T2, T3) x) =>
        throw NotReplaced();

    /// <inheritdoc cref="Of(Func{double, double}, double)"/>
    public static (T1, T2, T3) Of<T1, T2, T3, TConstant1, TResult>(Func<T1, T2, T3, TConstant1, TResult> function, (T1, T2, T3) x,
        TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();
}
