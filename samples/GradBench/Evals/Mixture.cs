using Diff;

namespace GradBench.Evals;

/// <summary>The log-posterior of a Gaussian mixture with a Wishart prior.</summary>
public static partial class Mixture
{
    /// <summary>
    /// The log-posterior of k Gaussians in d dimensions: weights <paramref name="alpha"/>, means <paramref name="mu"/>, and inverse
    /// covariance factors with log-diagonal <paramref name="q"/> and strict lower triangle <paramref name="l"/>, column by column.
    /// </summary>
    [Differentiable(Order = 2)]
    public static double Objective(
        ReadOnlySpan<double> alpha,
        ReadOnlySpan<double> mu,
        ReadOnlySpan<double> q,
        ReadOnlySpan<double> l,
        [NoGradient] ReadOnlySpan<double> x,
        int d,
        int m,
        [NoGradient] double gamma)
    {
        var k = alpha.Length;
        var n = x.Length / d;
        var triangle = d * (d - 1) / 2;

        var scales = new double[k * d];
        var sums = new double[k];
        for (var ik = 0; ik < k; ik++)
        {
            for (var j = 0; j < d; j++)
            {
                scales[ik * d + j] = Math.Exp(q[ik * d + j]);
                sums[ik] += q[ik * d + j];
            }
        }

        var total = 0.0;
        var centred = new double[d];
        var z = new double[d];
        var terms = new double[k];
        for (var ix = 0; ix < n; ix++)
        {
            for (var ik = 0; ik < k; ik++)
            {
                Subtract(x.Slice(ix * d, d), mu.Slice(ik * d, d), centred);
                Whiten(scales.AsSpan(ik * d, d), l.Slice(ik * triangle, triangle), centred, z);
                terms[ik] = alpha[ik] + sums[ik] - 0.5 * SquaredNorm(z);
            }

            total += LogSumExp.Primal(terms);
        }

        var prior = 0.0;
        for (var ik = 0; ik < k; ik++)
        {
            var squares = SquaredNorm(scales.AsSpan(ik * d, d)) + SquaredNorm(l.Slice(ik * triangle, triangle));
            prior += 0.5 * gamma * gamma * squares - m * sums[ik];
        }

        return total - n * LogSumExp.Primal(alpha) - prior + Constant(n, d, k, m, gamma);
    }

    [Differentiable(Order = 2)]
    private static void Subtract([NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> mean, Span<double> centred)
    {
        for (var j = 0; j < x.Length; j++) centred[j] = x[j] - mean[j];
    }

    /// <summary>z = (diag(scales) + lower)·centred, where the columns of the strict triangle lie one after the other.</summary>
    [Differentiable(Order = 2)]
    private static void Whiten(ReadOnlySpan<double> scales, ReadOnlySpan<double> lower, ReadOnlySpan<double> centred, Span<double> z)
    {
        for (var j = 0; j < z.Length; j++) z[j] = scales[j] * centred[j];
        var start = 0;
        for (var i = 0; i < z.Length; i++)
        {
            var column = lower.Slice(start, z.Length - i - 1);
            for (var j = 0; j < column.Length; j++) z[i + 1 + j] += column[j] * centred[i];
            start += column.Length;
        }
    }

    [Differentiable(Order = 2)]
    private static double SquaredNorm(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value * value;
        return sum;
    }

    private static double Constant(int n, int d, int k, int m, double gamma)
    {
        var freedom = d + m + 1;
        var normalisation = freedom * d * (Math.Log(gamma) - 0.5 * Math.Log(2)) - LogGamma.Multivariate(0.5 * freedom, d);
        return k * normalisation - n * d * 0.5 * Math.Log(2 * Math.PI);
    }
}
