namespace Diff.Tests.Kernels;

/// <summary>Tables that are filled from their neighbours, and other two-dimensional data.</summary>
public static partial class DynamicPrograms
{
    [Differentiable]
    public static double SoftMinimum(double a, double b, double c)
    {
        var smallest = Math.Min(a, Math.Min(b, c));
        return smallest - Math.Log(Math.Exp(smallest - a) + Math.Exp(smallest - b) + Math.Exp(smallest - c));
    }

    [Differentiable]
    public static double SoftTimeWarping(double[] x)
    {
        var (a, b) = (x[..4], x[4..]);
        var cost = new double[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++) cost[i, 0] = 1e6;
        for (var j = 1; j <= b.Length; j++) cost[0, j] = 1e6;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
                cost[i, j] = (a[i - 1] - b[j - 1]) * (a[i - 1] - b[j - 1]) + SoftMinimum(cost[i - 1, j], cost[i, j - 1], cost[i - 1, j - 1]);
        return cost[a.Length, b.Length];
    }

    [Differentiable]
    public static double TimeWarpingWithTwoRows(double[] x)
    {
        var (above, row) = (new double[5], new double[5]);
        Array.Fill(above, 1e6);
        above[0] = 0;
        for (var i = 0; i < 4; i++)
        {
            row[0] = 1e6;
            for (var j = 1; j <= 4; j++)
            {
                var d = x[i] - x[3 + j];
                row[j] = d * d + Math.Min(above[j - 1], Math.Min(above[j], row[j - 1]));
            }

            (above, row) = (row, above);
        }

        return above[4] * above[4];
    }

    [Differentiable]
    public static double ForwardAlgorithm(double[] x)
    {
        const int states = 3;
        var alpha = new double[states];
        for (var s = 0; s < states; s++) alpha[s] = Math.Exp(-x[s] * x[s]);
        var logarithm = 0.0;
        for (var t = 3; t < x.Length; t++)
        {
            var next = new double[states];
            var sum = 0.0;
            for (var s = 0; s < states; s++)
            {
                for (var r = 0; r < states; r++) next[s] += alpha[r] * (r == s ? 0.6 : 0.2);
                next[s] *= Math.Exp(-(x[t] - s) * (x[t] - s) / 2);
                sum += next[s];
            }

            for (var s = 0; s < states; s++) next[s] /= sum;
            logarithm += Math.Log(sum);
            alpha = next;
        }

        return logarithm + alpha[1];
    }

    [Differentiable]
    public static double Viterbi(double[] x)
    {
        var best = new double[x.Length, 2];
        (best[0, 0], best[0, 1]) = (x[0], x[0] * x[0]);
        for (var t = 1; t < x.Length; t++)
            for (var s = 0; s < 2; s++)
            {
                var stay = best[t - 1, s] + 0.3 * x[t];
                var change = best[t - 1, 1 - s] - 0.1 * x[t] * x[t - 1];
                best[t, s] = stay > change ? stay : change;
            }

        return Math.Max(best[x.Length - 1, 0], best[x.Length - 1, 1]);
    }

    [Differentiable]
    public static double NaturalSpline(double[] x)
    {
        var n = x.Length;
        Span<double> second = stackalloc double[n], scratch = stackalloc double[n];
        second[0] = scratch[0] = 0;
        for (var i = 1; i < n - 1; i++)
        {
            var p = 0.5 * second[i - 1] + 2;
            second[i] = -0.5 / p;
            scratch[i] = (3 * (x[i + 1] - 2 * x[i] + x[i - 1]) - 0.5 * scratch[i - 1]) / p;
        }

        second[n - 1] = 0;
        for (var k = n - 2; k >= 0; k--) second[k] = second[k] * second[k + 1] + scratch[k];
        var s = 0.0;
        for (var q = 0.25; q < n - 1; q += 0.5)
        {
            var k = (int)q;
            var (a, b) = (k + 1 - q, q - k);
            var y = a * x[k] + b * x[k + 1] + ((a * a * a - a) * second[k] + (b * b * b - b) * second[k + 1]) / 6;
            s += y * y;
        }

        return s;
    }

    [Differentiable]
    public static double NearestNeighbours(double[] x)
    {
        var s = 0.0;
        for (var i = 0; i < 4; i++)
        {
            var best = double.PositiveInfinity;
            for (var j = 0; j < 4; j++)
            {
                if (i == j) continue;
                var d = 0.0;
                for (var k = 0; k < 2 && d < best; k++)
                {
                    var difference = x[2 * i + k] - x[2 * j + k];
                    d += difference * difference;
                }

                if (d < best) best = d;
            }

            s += Math.Sqrt(best);
        }

        return s;
    }

    [Differentiable]
    public static double PascalTriangleOfRaggedRows(double[] x)
    {
        var rows = new double[4][];
        rows[0] = [x[0]];
        for (var i = 1; i < rows.Length; i++)
        {
            rows[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
                rows[i][j] = (j > 0 ? rows[i - 1][j - 1] : x[i]) * 0.5 + (j < i ? rows[i - 1][j] * x[j] : x[i + 1]);
        }

        var s = 0.0;
        foreach (var row in rows)
            foreach (var v in row) s += v * v;
        return s;
    }
}
