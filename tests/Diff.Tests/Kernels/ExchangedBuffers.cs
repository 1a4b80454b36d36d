namespace Diff.Tests.Kernels;

/// <summary>Layers and time steps that read one array and write another, and then exchange the two: or only seem to.</summary>
public static partial class ExchangedBuffers
{
    [Differentiable]
    public static double Layers(double[] x)
    {
        var n = x.Length;
        var (a, b, c) = ((double[])x.Clone(), new double[n], new double[n]);
        for (var layer = 0; layer < 4; layer++)
        {
            for (var i = 0; i < n; i++)
            {
                var z = a[i];
                for (var j = 0; j < n; j++) z += Math.Sin(a[j] * x[i]) * c[j];
                b[i] = Math.Tanh(z);
            }

            (a, b, c) = (b, c, a);
        }

        return a[0] * b[1] + c[0] * a[1];
    }

    [Differentiable]
    public static double OneArrayInTheEnd(double[] x)
    {
        var n = x.Length;
        var (a, b) = ((double[])x.Clone(), (double[])x.Clone());
        var (p, q) = (a, b);
        for (var layer = 0; layer < 3; layer++)
        {
            for (var i = 0; i < n; i++)
            {
                var z = 0.0;
                for (var j = 0; j < n; j++) z += p[j] * p[j] * x[i];
                q[i] = Math.Tanh(0.2 * z);
            }

            p = b;
        }

        return p[0] * q[1] + a[1];
    }

    [Differentiable]
    public static double ExchangedNowAndThen(double[] x)
    {
        var n = x.Length;
        var (a, b) = ((double[])x.Clone(), (double[])x.Clone());
        for (var layer = 0; layer < 4; layer++)
        {
            for (var i = 0; i < n; i++)
            {
                var z = 0.0;
                for (var j = 0; j < n; j++) z += a[j] * a[j] * x[i];
                b[i] = Math.Tanh(0.2 * z);
            }

            if (layer % 2 == 0) (a, b) = (b, a);
            else b = a;
        }

        return a[0] * a[1] + b[1];
    }

    [Differentiable]
    public static double NewArrays(double[] x)
    {
        var n = x.Length;
        var (a, b) = ((double[])x.Clone(), new double[n]);
        for (var layer = 0; layer < 3; layer++)
        {
            for (var i = 0; i < n; i++)
            {
                var z = 0.0;
                for (var j = 0; j < n; j++) z += a[j] * a[j] * x[i];
                b[i] = Math.Tanh(0.2 * z);
            }

            var next = new double[n];
            next[1] = b[0];
            (a, b) = (b, next);
        }

        return a[0] * a[1] + b[1];
    }
}
