using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diff;

/// <summary>
/// The product <c>w ⊗ p</c> of a weight and a partial derivative that may be infinite: 0 if <c>w</c> is 0, else <c>w·p</c>.
/// </summary>
/// <remarks>
/// What nothing depends on contributes nothing, so a zero weight wins over an infinite or undefined partial (<c>Sqrt'(0) = +∞</c>).
/// A NaN weight is not zero and propagates. Generated code calls these; they are of no use elsewhere.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Weight
{
    /// <summary><c>w ⊗ p</c>: 0 if <paramref name="w"/> is 0, else <c>w·p</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Times(double w, double p) => Unless(w, w * p);

    /// <summary><c>w ⊗ p</c>: 0 if <paramref name="w"/> is 0, else <c>w·p</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Times(float w, float p) => Unless(w, w * p);

    /// <summary><c>w ⊗ p</c>: 0 if <paramref name="w"/> is 0, else <c>w·p</c>.</summary>
    /// <typeparam name="T">The type of number.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Times<T>(T w, T p) where T : INumberBase<T> => T.IsZero(w) ? T.Zero : w * p;

    /// <summary><c>w ⊗ 1/d</c>: 0 if <paramref name="w"/> is 0, else <c>w/d</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Divide(double w, double d) => Unless(w, w / d);

    /// <summary><c>w ⊗ 1/d</c>: 0 if <paramref name="w"/> is 0, else <c>w/d</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Divide(float w, float d) => Unless(w, w / d);

    /// <summary><c>w ⊗ 1/d</c>: 0 if <paramref name="w"/> is 0, else <c>w/d</c>.</summary>
    /// <typeparam name="T">The type of number.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Divide<T>(T w, T d) where T : INumberBase<T> => T.IsZero(w) ? T.Zero : w / d;

    /// <summary><c>w ⊗ p</c> for several weights.</summary>
    /// <typeparam name="T">The type of number: <c>double</c> or <c>float</c>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Times<T>(Vector256<T> w, T p) => Unless(w, w * p);

    /// <summary><c>w ⊗ p</c> for several partials.</summary>
    /// <typeparam name="T">The type of number: <c>double</c> or <c>float</c>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Times<T>(T w, Vector256<T> p) => Unless(Vector256.Create(w), w * p);

    /// <summary><c>w ⊗ p</c>, lane by lane.</summary>
    /// <typeparam name="T">The type of number: <c>double</c> or <c>float</c>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Times<T>(Vector256<T> w, Vector256<T> p) => Unless(w, w * p);

    /// <summary><c>w ⊗ 1/d</c> for several weights.</summary>
    /// <typeparam name="T">The type of number: <c>double</c> or <c>float</c>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Divide<T>(Vector256<T> w, T d) => Unless(w, w / d);

    /// <summary><c>w ⊗ 1/d</c>, lane by lane.</summary>
    /// <typeparam name="T">The type of number: <c>double</c> or <c>float</c>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Divide<T>(Vector256<T> w, Vector256<T> d) => Unless(w, w / d);

    // Without a branch: which weights are zero often changes from one to the next (a sparse row, a rectifier), and no predictor knows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Unless(double w, double product) =>
        Vector128.AndNot(Vector128.CreateScalarUnsafe(product), Vector128.Equals(Vector128.CreateScalarUnsafe(w), Vector128<double>.Zero))
            .ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Unless<T>(Vector256<T> w, Vector256<T> product) =>
        Vector256.AndNot(product, Vector256.Equals(w, Vector256<T>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Unless(float w, float product) =>
        Vector128.AndNot(Vector128.CreateScalarUnsafe(product), Vector128.Equals(Vector128.CreateScalarUnsafe(w), Vector128<float>.Zero))
            .ToScalar();
}
