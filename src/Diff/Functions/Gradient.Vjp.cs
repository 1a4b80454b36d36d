using System.Runtime.CompilerServices;

namespace Diff;

public static partial class Gradient
{
    /// <summary>
    /// The vector-Jacobian product, in reverse mode: <c>(f(x), J(x)ᵀ · w)</c>, where <c>J</c> is the Jacobian; for a scalar result
    /// <c>w · ∇f(x)</c>.
    /// </summary>
    /// <remarks><inheritdoc cref="Gradient" path="/remarks"/></remarks>
    /// <param name="function">The function: a static method that is <c>[Differentiable]</c>, or a lambda that captures nothing.</param>
    /// <param name="x">Where, and with respect to what: the first argument of the function, or a tuple of its first arguments.</param>
    /// <param name="weight">The weight <c>w</c> of the result, in its shape.</param>
    /// <returns>The value, and the gradient of <c>w · f</c>, in the shape of <paramref name="x"/>.</returns>
    /// <exception cref="NotSupportedException">The compiler has not replaced the call; it says why in a diagnostic.</exception>
    [OverloadResolutionPriority(1)]
    public static (TResult Value, double Gradient) Vjp<TResult>(Func<double, TResult> function, double x, TResult weight) =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    [OverloadResolutionPriority(1)]
    public static (TResult Value, double Gradient) Vjp<TConstant1, TResult>(Func<double, TConstant1, TResult> function, double x,
        TResult weight, TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    [OverloadResolutionPriority(1)]
    public static (TResult Value,
        double Gradient) Vjp<TConstant1, TConstant2, TResult>(Func<double, TConstant1, TConstant2, TResult> function, double x,
            TResult weight, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct
            where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    [OverloadResolutionPriority(1)]
    public static (TResult Value, T[] Gradient) Vjp<T, TResult>(Func<ReadOnlySpan<T>, TResult> function, ReadOnlySpan<T> x,
        TResult weight) =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    [OverloadResolutionPriority(1)]
    public static (TResult Value, T[] Gradient) Vjp<T, TConstant1, TResult>(Func<ReadOnlySpan<T>, TConstant1, TResult> function,
        ReadOnlySpan<T> x, TResult weight, TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    [OverloadResolutionPriority(1)]
    public static (TResult Value,
        T[] Gradient) Vjp<T, TConstant1, TConstant2, TResult>(Func<ReadOnlySpan<T>, TConstant1, TConstant2, TResult> function,
            ReadOnlySpan<T> x, TResult weight, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct
            where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    public static (TResult Value, T[] Gradient) Vjp<T, TResult>(Func<Span<T>, TResult> function, Span<T> x, TResult weight) =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    public static (TResult Value, T[] Gradient) Vjp<T, TConstant1, TResult>(Func<Span<T>, TConstant1, TResult> function, Span<T> x,
        TResult weight, TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    public static (TResult Value,
        T[] Gradient) Vjp<T, TConstant1, TConstant2, TResult>(Func<Span<T>, TConstant1, TConstant2, TResult> function, Span<T> x,
            TResult weight, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct
            where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    public static (TResult Value, T Gradient) Vjp<T, TResult>(Func<T, TResult> function, T x, TResult weight) =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    public static (TResult Value, T Gradient) Vjp<T, TConstant1, TResult>(Func<T, TConstant1, TResult> function, T x, TResult weight,
        TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    public static (TResult Value, T Gradient) Vjp<T, TConstant1, TConstant2, TResult>(Func<T, TConstant1, TConstant2, TResult> function,
        T x, TResult weight, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct
        where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    public static (TResult Value, (T1, T2) Gradient) Vjp<T1, T2, TResult>(Func<T1, T2, TResult> function, (T1, T2) x, TResult weight) =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    public static (TResult Value, (T1, T2) Gradient) Vjp<T1, T2, TConstant1, TResult>(Func<T1, T2, TConstant1, TResult> function,
        (T1, T2) x, TResult weight, TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    public static (TResult Value,
        (T1, T2) Gradient) Vjp<T1, T2, TConstant1, TConstant2, TResult>(Func<T1, T2, TConstant1, TConstant2, TResult> function, (T1, T2) x,
            TResult weight, TConstant1 constant1, TConstant2 constant2) where TConstant1 : allows ref struct
            where TConstant2 : allows ref struct =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    public static (TResult Value, (T1, T2, T3) Gradient) Vjp<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function, (T1, T2, T3) x,
        TResult weight) =>
        throw NotReplaced();

    /// <inheritdoc cref="Vjp{TResult}(Func{double, TResult}, double, TResult)"/>
    public static (TResult Value,
        (T1, T2, T3) Gradient) Vjp<T1, T2, T3, TConstant1, TResult>(Func<T1, T2, T3, TConstant1, TResult> function, (T1, T2, T3) x,
            TResult weight, TConstant1 constant1) where TConstant1 : allows ref struct =>
        throw NotReplaced();
}
