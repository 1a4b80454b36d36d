using Diff;

namespace GradBench.Evals;

/// <summary>The log-posterior of a Gaussian mixture with a Wishart prior.</summary>
public static partial class Mixture
{
    /// <summary>
    /// The log-posterior of k Gaussians in d dimensions: weights <paramref name="alpha"/>, means <paramref name="mu"/>, and inverse
    /// covariance factors with log-diagonal <paramref name="q"/> and strict lower triangle <paramref name="l"/>, column by column.
    /// </summary>
    [Differentiable]
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
                for (var j = 0; j < d; j++)
                {
                    centred[j] = x[ix * d + j] - mu[ik * d + j];
                    z[j] = scales[ik * d + j] * centred[j];
                }

                var p = ik * triangle;
                for (var i = 0; i < d; i++)
                {
                    for (var j = i + 1; j < d; j++) z[j] += l[p++] * centred[i];
                }

                var norm = 0.0;
                for (var j = 0; j < d; j++) norm += z[j] * z[j];
                terms[ik] = alpha[ik] + sums[ik] - 0.5 * norm;
            }

            total += LogSumExp.Primal(terms);
        }

        var prior = 0.0;
        for (var ik = 0; ik < k; ik++)
        {
            var squares = 0.0;
            for (var j = 0; j < d; j++) squares += scales[ik * d + j] * scales[ik * d + j];
            for (var p = 0; p < triangle; p++) squares += l[ik * triangle + p] * l[ik * triangle + p];
            prior += 0.5 * gamma * gamma * squares - m * sums[ik];
        }

        return total - n * LogSumExp.Primal(alpha) - prior + Constant(n, d, k, m, gamma);
    }

    private static double Constant(int n, int d, int k, int m, double gamma)
    {
        var freedom = d + m + 1;
        var normalisation = freedom * d * (Math.Log(gamma) - 0.5 * Math.Log(2)) - LogGamma.Multivariate(0.5 * freedom, d);
        return k * normalisation - n * d * 0.5 * Math.Log(2 * Math.PI);
    }
}
