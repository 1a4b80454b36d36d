using System.Runtime.CompilerServices;

namespace Diff;

public static partial class Gradient
{
    /// <summary>
    /// The product of the Hessian with a direction, without forming the Hessian: <c>∇²f(x) · v</c>. A method must be
    /// <c>[Differentiable(Order = 2)]</c>; a lambda needs no mark.
    /// </summary>
    /// <remarks><inheritdoc cref="Gradient" path="/remarks"/></remarks>
    /// <param name="function">The function: a static method that is <c>[Differentiable]</c>, or a lambda that captures nothing.</param>
    /// <param name="x">Where, and with respect to what: the first argument of the function, or a tuple of its first arguments.</param>
    /// <param name="direction">The direction <c>v</c>, in the shape of <paramref name="x"/>.</param>
    /// <returns>The derivative of the gradient along <paramref name="direction"/>, in the shape of <paramref name="x"/>.</returns>
    /// <exception cref="NotSupportedException">The compiler has not replaced the call; it says why in a diagnostic.</exception>
    [OverloadResolutionPriority(1)]
    public static double Hvp(Func<double, double> function, double x, double direction) =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    [OverloadResolutionPriority(1)]
    public static double Hvp<TConstant1>(Func<double, TConstant1, double> function, double x, double direction, TConstant1 constant1)
    where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    [OverloadResolutionPriority(1)]
    public static double Hvp<TConstant1, TConstant2>(Func<double, TConstant1, TConstant2, double> function, double x, double direction,
        TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    [OverloadResolutionPriority(1)]
    public static T[] Hvp<T>(Func<ReadOnlySpan<T>, T> function, ReadOnlySpan<T> x, ReadOnlySpan<T> direction) =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    [OverloadResolutionPriority(1)]
    public static T[] Hvp<T, TConstant1>(Func<ReadOnlySpan<T>, TConstant1, T> function, ReadOnlySpan<T> x, ReadOnlySpan<T> direction,
        TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    [OverloadResolutionPriority(1)]
    public static T[] Hvp<T, TConstant1, TConstant2>(Func<ReadOnlySpan<T>, TConstant1, TConstant2, T> function, ReadOnlySpan<T> x,
        ReadOnlySpan<T> direction, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct
        where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    public static T[] Hvp<T>(Func<Span<T>, T> function, Span<T> x, ReadOnlySpan<T> direction) =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    public static T[] Hvp<T, TConstant1>(Func<Span<T>, TConstant1, T> function, Span<T> x, ReadOnlySpan<T> direction, TConstant1 constant1)
        where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    public static T[] Hvp<T, TConstant1, TConstant2>(Func<Span<T>, TConstant1, TConstant2, T> function, Span<T> x,
        ReadOnlySpan<T> direction, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct
        where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    public static T Hvp<T, TResult>(Func<T, TResult> function, T x, T direction) =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    public static T Hvp<T, TConstant1, TResult>(Func<T, TConstant1, TResult> function, T x, T direction, TConstant1 constant1)
        where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    public static T Hvp<T, TConstant1, TConstant2, TResult>(Func<T, TConstant1, TConstant2, TResult> function, T x, T direction,
        TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    public static (T1, T2) Hvp<T1, T2, TResult>(Func<T1, T2, TResult> function, (T1, T2) x, (T1, T2) direction) =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    public static (T1, T2) Hvp<T1, T2, TConstant1, TResult>(Func<T1, T2, TConstant1, TResult> function, (T1, T2) x, (T1, T2) direction,
        TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    public static (T1, T2) Hvp<T1, T2, TConstant1, TConstant2, TResult>(Func<T1, T2, TConstant1, TConstant2, TResult> function, (T1, T2) x,
        (T1, T2) direction, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct
        where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    public static (T1, T2, T3) Hvp<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function, (T1, T2, T3) x, (T1, T2, T3) direction) =>
        throw NotReplaced();

    /// <inheritdoc cref="Hvp(Func{double, double}, double, double)"/>
    public static (T1, T2, T3) Hvp<T1, T2, T3, TConstant1, TResult>(Func<T1, T2, T3, TConstant1, TResult> function, (T1, T2, T3) x,
        (T1, T2, T3) direction, TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();
}
