using System.Threading.Tasks;

namespace Diff.Tests.Kernels;

/// <summary>Loops whose iterations may run side by side, and locks.</summary>
public static partial class ParallelLoops
{
    private static readonly object Gate = new();

    private static readonly System.Threading.Lock Door = new();

    private static int s_calls;

    [Differentiable(Order = 2)]
    public static double Elements_apart(double[] x)
    {
        var y = new double[x.Length];
        Parallel.For(1, x.Length - 1, i =>
        {
            if (x[i] > 1)
            {
                y[i] = x[i] * x[i - 1];
                return;
            }

            var sine = Math.Sin(x[i] * x[i + 1]);
            y[i] = sine * sine;
        });
        return y.Sum(v => v * v);
    }

    [Differentiable(Order = 2)]
    public static double Named_body(double[] x)
    {
        var y = new double[x.Length];
        Parallel.For(0, x.Length, Fill);
        return y.Sum();

        void Fill(int i) => y[i] = x[i] * x[i] * x[0];
    }

    // Of all terms one is not zero, so that the order of the sums does not show in the value.
    [Differentiable(Order = 2)]
    public static double Partial_sums(double[] x)
    {
        var total = 0.0;
        Parallel.For(0, 8, () => 0.0, (i, _, local) => local + (i == 3 ? x[0] * x[1] : 0), local =>
        {
            lock (Gate) total += local;
        });
        return total * x[3];
    }

    [Differentiable(Order = 2)]
    public static double Each_element(double[] x)
    {
        var y = new double[x.Length];
        Parallel.ForEach(Enumerable.Range(0, x.Length), i =>
        {
            var t = x[i];
            for (var k = 0; k < 3; k++) t = Math.Sin(t) + x[i];
            y[i] = t;
        });
        return y[0] * y[1] + y[7];
    }

    [Differentiable(Order = 2)]
    public static double Left_in_a_lock(double[] x)
    {
        var sum = 1.0;
        for (var i = 0; i < x.Length; i++)
        {
            lock (Door)
            {
                if (x[i] < -1) break;
                sum += x[i] * sum;
                if (i == 3) continue;
                sum *= 0.5;
            }
        }

        lock (Gate)
        {
            s_calls++;
            if (sum > 0) return sum * sum;
        }

        return sum;
    }
}
