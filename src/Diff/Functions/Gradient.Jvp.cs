using System.Runtime.CompilerServices;

namespace Diff;

public static partial class Gradient
{
    /// <summary>
    /// The Jacobian-vector product, in forward mode: <c>(f(x), J(x) · v)</c>, where <c>J</c> is the Jacobian; for a scalar result the
    /// directional derivative <c>∇f(x) · v</c>.
    /// </summary>
    /// <remarks><inheritdoc cref="Gradient" path="/remarks"/></remarks>
    /// <param name="function">The function: a static method that is <c>[Differentiable]</c>, or a lambda that captures nothing.</param>
    /// <param name="x">Where, and with respect to what: the first argument of the function, or a tuple of its first arguments.</param>
    /// <param name="tangent">The direction <c>v</c>, in the shape of <paramref name="x"/>.</param>
    /// <returns>The value, and its derivative along <paramref name="tangent"/>, in the shape of the value.</returns>
    /// <exception cref="NotSupportedException">The compiler has not replaced the call; it says why in a diagnostic.</exception>
    [OverloadResolutionPriority(1)]
    public static (TResult Value, TResult Tangent) Jvp<TResult>(Func<double, TResult> function, double x, double tangent) =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    [OverloadResolutionPriority(1)]
    public static (TResult Value, TResult Tangent) Jvp<TConstant1, TResult>(Func<double, TConstant1, TResult> function, double x,
        double tangent, TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    [OverloadResolutionPriority(1)]
    public static (TResult Value,
        TResult Tangent) Jvp<TConstant1, TConstant2, TResult>(Func<double, TConstant1, TConstant2, TResult> function, double x,
            double tangent, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct
            where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    [OverloadResolutionPriority(1)]
    public static (TResult Value, TResult Tangent) Jvp<T, TResult>(Func<ReadOnlySpan<T>, TResult> function, ReadOnlySpan<T> x,
        ReadOnlySpan<T> tangent) =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    [OverloadResolutionPriority(1)]
    public static (TResult Value, TResult Tangent) Jvp<T, TConstant1, TResult>(Func<ReadOnlySpan<T>, TConstant1, TResult> function,
        ReadOnlySpan<T> x, ReadOnlySpan<T> tangent, TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    [OverloadResolutionPriority(1)]
    public static (TResult Value,
        TResult Tangent) Jvp<T, TConstant1, TConstant2, TResult>(Func<ReadOnlySpan<T>, TConstant1, TConstant2, TResult> function,
            ReadOnlySpan<T> x, ReadOnlySpan<T> tangent, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct
            where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    public static (TResult Value, TResult Tangent) Jvp<T, TResult>(Func<Span<T>, TResult> function, Span<T> x, ReadOnlySpan<T> tangent) =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    public static (TResult Value, TResult Tangent) Jvp<T, TConstant1, TResult>(Func<Span<T>, TConstant1, TResult> function, Span<T> x,
        ReadOnlySpan<T> tangent, TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    public static (TResult Value,
        TResult Tangent) Jvp<T, TConstant1, TConstant2, TResult>(Func<Span<T>, TConstant1, TConstant2, TResult> function, Span<T> x,
            ReadOnlySpan<T> tangent, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct
            where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    public static (TResult Value, TResult Tangent) Jvp<T, TResult>(Func<T, TResult> function, T x, T tangent) =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    public static (TResult Value, TResult Tangent) Jvp<T, TConstant1, TResult>(Func<T, TConstant1, TResult> function, T x, T tangent,
        TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    public static (TResult Value,
        TResult Tangent) Jvp<T, TConstant1, TConstant2, TResult>(Func<T, TConstant1, TConstant2, TResult> function, T x, T tangent,
            TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    public static (TResult Value, TResult Tangent) Jvp<T1, T2, TResult>(Func<T1, T2, TResult> function, (T1, T2) x, (T1, T2) tangent) =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    public static (TResult Value, TResult Tangent) Jvp<T1, T2, TConstant1, TResult>(Func<T1, T2, TConstant1, TResult> function, (T1, T2) x,
        (T1, T2) tangent, TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    public static (TResult Value,
        TResult Tangent) Jvp<T1, T2, TConstant1, TConstant2, TResult>(Func<T1, T2, TConstant1, TConstant2, TResult> function, (T1, T2) x,
            (T1, T2) tangent, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct
            where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    public static (TResult Value, TResult Tangent) Jvp<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function, (T1, T2, T3) x,
        (T1, T2, T3) tangent) =>
        throw NotReplaced();

    /// <inheritdoc cref="Jvp{TResult}(Func{double, TResult}, double, double)"/>
    public static (TResult Value, TResult Tangent) Jvp<T1, T2, T3, TConstant1, TResult>(Func<T1, T2, T3, TConstant1, TResult> function,
        (T1, T2, T3) x, (T1, T2, T3) tangent, TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();
}
