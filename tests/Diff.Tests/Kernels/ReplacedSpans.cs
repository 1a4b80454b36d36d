namespace Diff.Tests.Kernels;

/// <summary>Spans that refer to parameters, to arrays of the method, and to parts of both, one after the other.</summary>
public static partial class ReplacedSpans
{
    [Differentiable]
    private static double NewAfterParameter(Span<double> x, int n)
    {
        var w = x;
        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            sum += w[0] * w[1];
            w = new double[2];
            w[0] = sum;
            w[1] = x[0];
        }

        return sum;
    }

    [Differentiable]
    private static double PartsOfScoped(scoped ReadOnlySpan<double> x, int n)
    {
        double[] b = [x[0] * x[1], x[2], x[3], 1];
        scoped ReadOnlySpan<double> w = b;
        scoped ReadOnlySpan<double> v = x;
        var sum = 0.1;
        for (var i = 0; i < n; i++)
        {
            var part = w[..3].Slice(1, 2);
            sum = Math.Sin(sum + part[0] * w[0]);
            if (sum > 0.5)
            {
                w = v[..3];
                v = new double[] { sum, part[1], x[i], 1 };
            }
            else
            {
                w = v;
                v = b;
            }

            b[i] = 0.5 * sum * v[1];
        }

        return sum + w[0] * v[2];
    }

    [Differentiable]
    public static double InScopedHalves(double[] x) => NewAfterParameter(x, 3) * PartsOfScoped(x, 4) + NewAfterParameter(x.AsSpan(2), 1) * PartsOfScoped(x, 0);

    [Differentiable]
    public static double TwoFromOneArray(double[] x)
    {
        var sum = 0.0;
        for (var n = 0; n < 3; n++)
        {
            double[] b = [x[0] * x[1], x[2], 0.5];
            ReadOnlySpan<double> w = b;
            ReadOnlySpan<double> v = b;
            for (var i = 0; i < n; i++)
            {
                w = x.AsSpan(2);
                v = new double[] { x[3], x[4], 1 };
                sum += w[0] * v[1];
            }

            sum += w[0] * v[1];
        }

        return sum;
    }
}
