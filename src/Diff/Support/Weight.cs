using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

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
    public static double Times(double w, double p) => w == 0 ? 0 : w * p;

    /// <summary><c>w ⊗ p</c>: 0 if <paramref name="w"/> is 0, else <c>w·p</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Times(float w, float p) => w == 0 ? 0 : w * p;

    /// <summary><c>w ⊗ p</c>: 0 if <paramref name="w"/> is 0, else <c>w·p</c>.</summary>
    /// <typeparam name="T">The type of number.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Times<T>(T w, T p) where T : INumberBase<T> => T.IsZero(w) ? T.Zero : w * p;

    /// <summary><c>w ⊗ 1/d</c>: 0 if <paramref name="w"/> is 0, else <c>w/d</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Divide(double w, double d) => w == 0 ? 0 : w / d;

    /// <summary><c>w ⊗ 1/d</c>: 0 if <paramref name="w"/> is 0, else <c>w/d</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Divide(float w, float d) => w == 0 ? 0 : w / d;

    /// <summary><c>w ⊗ 1/d</c>: 0 if <paramref name="w"/> is 0, else <c>w/d</c>.</summary>
    /// <typeparam name="T">The type of number.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Divide<T>(T w, T d) where T : INumberBase<T> => T.IsZero(w) ? T.Zero : w / d;
}
