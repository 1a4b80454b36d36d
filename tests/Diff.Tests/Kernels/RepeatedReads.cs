namespace Diff.Tests.Kernels;

/// <summary>Loops that read the same elements in each iteration of a loop around them, before somebody overwrites them.</summary>
public static partial class RepeatedReads
{
    [Differentiable]
    public static double RecurrentNetwork(double[] x)
    {
        const int n = 4;
        var (h, g, loss) = (new double[n], new double[n], 0.0);
        for (var t = 0; t < 5; t++)
        {
            for (var i = 0; i < n; i++)
            {
                g[i] = x[i % x.Length];
                for (var j = 0; j < n; j++) g[i] += x[(i + j) % x.Length] * h[j];
            }

            for (var i = 0; i < n; i++) h[i] = Math.Tanh(g[i]);
            loss += h[t % n] * h[0];
        }

        return loss;
    }

    [Differentiable]
    public static double Layers(double[] x)
    {
        var (current, next) = ((double[])x.Clone(), new double[x.Length]);
        for (var layer = 0; layer < 3; layer++)
        {
            for (var i = 0; i < next.Length; i++)
            {
                var s = 0.0;
                for (var j = 0; j < current.Length; j++) s += Math.Cos(i * j + layer) * x[(i + j + layer) % 6] * current[j];
                next[i] = Math.Tanh(s);
            }

            (current, next) = (next, current);
        }

        return current[0] * current[3];
    }

    // What the inner loop reads is written in the loop around it.
    [Differentiable]
    public static double GaussSeidel(double[] x)
    {
        var y = (double[])x.Clone();
        for (var sweep = 0; sweep < 3; sweep++)
            for (var i = 0; i < 6; i++)
            {
                var s = 0.0;
                for (var j = 0; j < 6; j++)
                    if (j != i) s += 0.1 * x[(i + j) % 6] * y[j];
                y[i] = Math.Sin(s + x[i]);
            }

        return y[0] + y[5];
    }

    // The inner loop grows with the outer one.
    [Differentiable]
    public static double Triangle(double[] x)
    {
        var (y, sum) = ((double[])x.Clone(), 0.0);
        for (var k = 0; k < 3; k++)
        {
            for (var i = 0; i < 5; i++)
                for (var j = 0; j <= i; j++) sum += Math.Exp(0.1 * y[j] * x[i]) * y[j];
            for (var j = 0; j < 6; j++) y[j] *= Math.Cos(sum);
        }

        return sum;
    }

    [Differentiable]
    public static double ThreeLoopsDeep(double[] x)
    {
        var (y, sum) = ((double[])x.Clone(), 0.0);
        for (var k = 0; k < 2; k++)
        {
            for (var a = 0; a < 3; a++)
                for (var i = 0; i < 3; i++)
                    for (var j = 0; j < 4; j++) sum += y[j + 1] * y[j] * x[i] * x[a];
            for (var j = 0; j < 6; j++) y[j] *= Math.Cos(sum);
        }

        return sum;
    }

    // Downwards by two, from a bound that each iteration of the outer loop computes.
    [Differentiable]
    public static double Backwards(double[] x)
    {
        var (y, sum) = ((double[])x.Clone(), 0.0);
        for (var k = 0; k < 3; k++)
        {
            for (var i = 0; i < 4; i++)
                for (var j = y.Length - 1; j >= 1; j -= 2) sum += y[j] * y[j - 1] * x[i];
            y[k] = Math.Sin(sum) + y[k + 1];
        }

        return sum;
    }

    [Differentiable]
    public static double LoopsThatAreLeft(double[] x)
    {
        var (y, sum) = ((double[])x.Clone(), 0.0);
        for (var k = 0; k < 3; k++)
        {
            for (var i = 0; i < 5; i++)
            {
                for (var j = 0; j < 6; j++)
                {
                    if (sum > 4) break;
                    sum += y[j] * y[j] * x[i];
                }

                if (sum < -5) continue;
                sum += 0.1 * y[i];
            }

            for (var j = 0; j < 6; j++) y[j] = Math.Cos(sum + y[j]);
        }

        return sum;
    }

    // A call may write what the inner loop reads.
    [Differentiable]
    public static double WrittenByACall(double[] x)
    {
        var (y, sum) = ((double[])x.Clone(), 0.0);
        for (var k = 0; k < 3; k++)
        {
            for (var i = 0; i < 3; i++)
            {
                for (var j = 0; j < 5; j++) sum += y[j] * y[j] * x[i];
                Damp(y, x[i]);
            }

            y[0] = Math.Sin(sum);
        }

        return sum;
    }

    [Differentiable]
    private static void Damp(double[] y, double by)
    {
        for (var i = 0; i < y.Length; i++) y[i] = Math.Sin(by * y[i]);
    }
}
