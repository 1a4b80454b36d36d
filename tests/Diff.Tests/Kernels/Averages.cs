namespace Diff.Tests.Kernels;

/// <summary>Sums over nested loops with nothing else in them, whose result is scaled.</summary>
public static partial class Averages
{
    [Differentiable]
    public static double MeanOfTwoPasses(double[] x)
    {
        var s = 0.0;
        for (var pass = 0; pass < 2; pass++)
            for (var i = 0; i < x.Length; i++) s += x[i] * x[i];
        return s / 3;
    }

    [Differentiable]
    public static double MeanOfPairs(double[] x)
    {
        var (n, energy) = (x.Length, 0.0);
        for (var i = 0; i < n; i++)
            for (var j = i + 1; j < n; j++)
            {
                var distance = x[i] - x[j];
                if (distance > 2) continue;
                energy += Math.Exp(-distance * distance);
            }

        return energy / n;
    }

    [Differentiable]
    public static double MeanSquaredErrorOfAMatrix(double[] x)
    {
        var m = new double[3, 4];
        for (var k = 0; k < 12; k++) m[k / 4, k % 4] = Math.Sin(k * x[k % x.Length]);
        var s = 0.0;
        for (var i = 0; i < m.GetLength(0); i++)
            for (var j = 0; j < m.GetLength(1); j++) s += (m[i, j] - 0.1 * j) * (m[i, j] - 0.1 * j);
        return Math.Sqrt(s / m.Length) + 0.5 * x[0];
    }

    [Differentiable]
    public static double NegativeSumOfThreeLoops(double[] x)
    {
        double s = 0, t = x[1];
        foreach (var a in x)
            for (var j = 0; j < 2; j++)
                foreach (var b in x)
                {
                    s += a * b * j;
                    t += Math.Cos(a - b);
                }

        t /= 7;
        return -s * 0.1 + 2 * t;
    }
}
