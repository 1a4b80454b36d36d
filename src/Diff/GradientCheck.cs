namespace Diff;

/// <summary>Checks gradients against central differences.</summary>
/// <remarks>
/// The derivative along coordinate <c>i</c> is <c>(f(x + hᵢeᵢ) − f(x − hᵢeᵢ)) / 2hᵢ</c>. Its truncation error is of second order,
/// <c>h²·f‴/6</c>; rounding adds about <c>ε·|f|/h</c>. The default step <c>h = ∛ε · max(1, |xᵢ|)</c> (<c>∛ε ≈ 6·10⁻⁶</c>) balances the two
/// and leaves about ten correct digits of a well-scaled function. At a kink the two sides average: <c>|x|</c> gives 0 at 0.
/// </remarks>
public static class GradientCheck
{
    /// <summary>The step relative to <c>max(1, |x|)</c> if none is given: <c>∛ε</c>, with <c>ε = 2⁻⁵²</c>.</summary>
    public static readonly double DefaultStep = Math.Cbrt(Math.Pow(2, -52));

    /// <summary>The derivative <c>f'(x)</c> by central differences.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where to differentiate.</param>
    /// <param name="step">The step relative to <c>max(1, |x|)</c>; <see cref="DefaultStep"/> if left out.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not positive.</exception>
    public static double Derivative(Func<double, double> f, double x, double? step = null) => Gradient(p => f(p[0]), [x], step)[0];

    /// <summary>The gradient <c>∇f(x)</c> by central differences: two evaluations per coordinate.</summary>
    /// <param name="f">The function; it is given a copy of <paramref name="x"/> and may keep or change it.</param>
    /// <param name="x">Where to differentiate; left unchanged.</param>
    /// <param name="step">The step relative to <c>max(1, |xᵢ|)</c>; <see cref="DefaultStep"/> if left out.</param>
    /// <returns>The partial derivatives, in the order of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not positive.</exception>
    public static double[] Gradient(Func<double[], double> f, double[] x, double? step = null)
    {
        var relative = Positive(step);
        var gradient = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var h = relative * Math.Max(1, Math.Abs(x[i]));
            // The steps that are really taken, after x ± h has been rounded.
            var above = x[i] + h;
            var below = x[i] - h;
            gradient[i] = (At(f, x, i, above) - At(f, x, i, below)) / (above - below);
        }

        return gradient;
    }

    /// <summary>The directional derivative <c>∇f(x)·v</c> by central differences along <c>v</c>: two evaluations.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where to differentiate; left unchanged.</param>
    /// <param name="direction">The direction <c>v</c>, of any length, in the space of <paramref name="x"/>.</param>
    /// <param name="step">The step relative to <c>max(1, ‖x‖∞) / max(‖v‖∞, 1)</c>; <see cref="DefaultStep"/> if left out.</param>
    /// <exception cref="ArgumentException"><paramref name="direction"/> has another length than <paramref name="x"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not positive.</exception>
    public static double Directional(Func<double[], double> f, double[] x, double[] direction, double? step = null)
    {
        Buffers.RequireLength(nameof(direction), direction.Length, x.Length);
        var h = Positive(step) * Largest(x) / Largest(direction);
        return (f(Moved(x, direction, h)) - f(Moved(x, direction, -h))) / (2 * h);
    }

    /// <summary>Compares a gradient with central differences, coordinate by coordinate.</summary>
    /// <param name="analytic">The gradient to check.</param>
    /// <param name="f">The function.</param>
    /// <param name="x">Where to differentiate; left unchanged.</param>
    /// <param name="tolerance">The largest acceptable <see cref="GradientDifference.RelativeError"/>.</param>
    /// <param name="step">The step relative to <c>max(1, |xᵢ|)</c>; <see cref="DefaultStep"/> if left out.</param>
    /// <exception cref="ArgumentException"><paramref name="analytic"/> has another length than <paramref name="x"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not positive.</exception>
    public static GradientReport Compare(
        ReadOnlySpan<double> analytic, Func<double[], double> f, double[] x, double tolerance = 1e-6, double? step = null)
    {
        Buffers.RequireLength(nameof(analytic), analytic.Length, x.Length);
        var numeric = Gradient(f, x, step);
        var differences = new GradientDifference[x.Length];
        for (var i = 0; i < x.Length; i++) differences[i] = new GradientDifference(i, analytic[i], numeric[i]);
        return new GradientReport(differences, tolerance);
    }

    /// <summary>Compares a gradient with central differences and throws if any coordinate is off.</summary>
    /// <param name="analytic">The gradient to check.</param>
    /// <param name="f">The function.</param>
    /// <param name="x">Where to differentiate; left unchanged.</param>
    /// <param name="tolerance">The largest acceptable <see cref="GradientDifference.RelativeError"/>.</param>
    /// <param name="step">The step relative to <c>max(1, |xᵢ|)</c>; <see cref="DefaultStep"/> if left out.</param>
    /// <exception cref="GradientCheckException">A coordinate is off; the message lists each with its index and both values.</exception>
    /// <exception cref="ArgumentException"><paramref name="analytic"/> has another length than <paramref name="x"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not positive.</exception>
    public static void Verify(
        ReadOnlySpan<double> analytic, Func<double[], double> f, double[] x, double tolerance = 1e-6, double? step = null)
    {
        var report = Compare(analytic, f, x, tolerance, step);
        if (!report.Passed) throw new GradientCheckException(report);
    }

    private static double Positive(double? step)
    {
        if (step is { } given && !(given > 0)) throw new ArgumentOutOfRangeException(nameof(step), given, "The step must be positive.");
        return step ?? DefaultStep;
    }

    private static double At(Func<double[], double> f, double[] x, int index, double value)
    {
        var point = (double[])x.Clone();
        point[index] = value;
        return f(point);
    }

    private static double[] Moved(double[] x, double[] direction, double h)
    {
        var point = (double[])x.Clone();
        for (var i = 0; i < point.Length; i++) point[i] += h * direction[i];
        return point;
    }

    private static double Largest(double[] values) => values.Aggregate(1.0, (largest, value) => Math.Max(largest, Math.Abs(value)));
}
