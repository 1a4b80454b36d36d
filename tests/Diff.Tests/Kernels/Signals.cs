namespace Diff.Tests.Kernels;

/// <summary>Transforms, filters and scans of a signal.</summary>
public static partial class Signals
{
    [Differentiable]
    public static void Transform(Span<double> re, Span<double> im)
    {
        var n = re.Length;
        if (n == 1) return;
        var half = n / 2;
        Span<double> evenRe = stackalloc double[half], evenIm = stackalloc double[half];
        Span<double> oddRe = stackalloc double[half], oddIm = stackalloc double[half];
        for (var i = 0; i < half; i++)
        {
            (evenRe[i], evenIm[i]) = (re[2 * i], im[2 * i]);
            (oddRe[i], oddIm[i]) = (re[2 * i + 1], im[2 * i + 1]);
        }

        Transform(evenRe, evenIm);
        Transform(oddRe, oddIm);
        for (var k = 0; k < half; k++)
        {
            var (sin, cos) = Math.SinCos(-2 * Math.PI * k / n);
            var (tr, ti) = (cos * oddRe[k] - sin * oddIm[k], sin * oddRe[k] + cos * oddIm[k]);
            (re[k], im[k]) = (evenRe[k] + tr, evenIm[k] + ti);
            (re[k + half], im[k + half]) = (evenRe[k] - tr, evenIm[k] - ti);
        }
    }

    [Differentiable]
    public static double RecursiveFourierTransform(double[] x)
    {
        var re = (double[])x.Clone();
        var im = new double[x.Length];
        Transform(re, im);
        var s = 0.0;
        for (var k = 0; k < x.Length; k++) s += k * Math.Sqrt(1 + re[k] * re[k] + im[k] * im[k]);
        return s;
    }

    [Differentiable]
    public static double InPlaceFourierTransform(double[] x)
    {
        var n = x.Length;
        var (re, im) = (x.AsSpan().ToArray(), new double[n]);
        for (int i = 1, j = 0; i < n; i++)
        {
            var bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) j ^= bit;
            j ^= bit;
            if (i < j) (re[i], re[j]) = (re[j], re[i]);
        }

        for (var length = 2; length <= n; length <<= 1)
        {
            var angle = -2 * Math.PI / length;
            for (var i = 0; i < n; i += length)
            {
                for (var k = 0; k < length / 2; k++)
                {
                    var (sin, cos) = Math.SinCos(angle * k);
                    ref var upRe = ref re[i + k];
                    ref var upIm = ref im[i + k];
                    ref var downRe = ref re[i + k + length / 2];
                    ref var downIm = ref im[i + k + length / 2];
                    var (tr, ti) = (cos * downRe - sin * downIm, sin * downRe + cos * downIm);
                    (downRe, downIm) = (upRe - tr, upIm - ti);
                    (upRe, upIm) = (upRe + tr, upIm + ti);
                }
            }
        }

        var s = 0.0;
        for (var k = 0; k < n; k++) s += k * Math.Sqrt(1 + re[k] * re[k] + im[k] * im[k]);
        return s;
    }

    [Differentiable]
    public static double Convolution(double[] x)
    {
        var signal = x.AsSpan(0, 5);
        var kernel = x.AsSpan(5);
        var result = new double[signal.Length + kernel.Length - 1];
        for (var i = 0; i < signal.Length; i++)
            for (var j = 0; j < kernel.Length; j++) result[i + j] += signal[i] * kernel[j];
        var s = 0.0;
        foreach (var v in result) s += v * v * v;
        return s;
    }

    [Differentiable]
    public static double MovingAverageWithRingBuffer(double[] x)
    {
        Span<double> ring = stackalloc double[3];
        double sum = 0, energy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            ref var oldest = ref ring[i % 3];
            sum += x[i] - oldest;
            oldest = x[i];
            energy += sum * sum / Math.Min(i + 1, 3);
        }

        return energy;
    }

    [Differentiable]
    public static double PrefixSumsAndProducts(double[] x)
    {
        var sums = new double[x.Length + 1];
        for (var i = 0; i < x.Length; i++) sums[i + 1] = sums[i] + x[i];
        var products = (double[])x.Clone();
        for (var i = 1; i < products.Length; i++) products[i] *= products[i - 1];
        var s = 0.0;
        for (var low = 0; low < x.Length; low++)
            for (var high = low + 1; high <= x.Length; high++) s += Math.Tanh(sums[high] - sums[low]) * products[low];
        return s;
    }

    [Differentiable]
    public static void Softmax(Span<double> x)
    {
        var largest = double.NegativeInfinity;
        foreach (var v in x) largest = Math.Max(largest, v);
        var sum = 0.0;
        foreach (ref var v in x)
        {
            v = Math.Exp(v - largest);
            sum += v;
        }

        foreach (ref var v in x) v /= sum;
    }

    [Differentiable]
    public static double SoftmaxOfHalvesInPlace(double[] x)
    {
        Span<double> a = [.. x];
        Softmax(a[..4]);
        Softmax(a[4..]);
        Softmax(a);
        var entropy = 0.0;
        foreach (ref readonly var p in a) entropy -= p * Math.Log(p);
        return entropy * a[0];
    }

    [Differentiable]
    public static double HaarWavelet(double[] x)
    {
        var a = (double[])x.Clone();
        var scratch = new double[x.Length];
        for (var length = a.Length; length > 1; length /= 2)
        {
            var half = length / 2;
            for (var i = 0; i < half; i++)
            {
                scratch[i] = (a[2 * i] + a[2 * i + 1]) * Math.Sqrt(0.5);
                scratch[half + i] = (a[2 * i] - a[2 * i + 1]) * Math.Sqrt(0.5);
            }

            Array.Copy(scratch, a, length);
        }

        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += Math.Sqrt(1 + a[i] * a[i]) * (i + 1);
        return s;
    }

    [Differentiable]
    public static double ExponentialSmoothing(double[] x)
    {
        var level = new double[x.Length];
        var trend = new double[x.Length];
        level[0] = x[0];
        trend[0] = x[1] - x[0];
        var error = 0.0;
        for (var t = 1; t < x.Length; t++)
        {
            var forecast = level[t - 1] + trend[t - 1];
            error += (x[t] - forecast) * (x[t] - forecast);
            level[t] = 0.6 * x[t] + 0.4 * forecast;
            trend[t] = 0.3 * (level[t] - level[t - 1]) + 0.7 * trend[t - 1];
        }

        return error;
    }
}
