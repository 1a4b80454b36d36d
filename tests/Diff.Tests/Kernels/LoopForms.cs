namespace Diff.Tests.Kernels;

/// <summary>Loops with several bounds, breaks, other indices than <c>int</c>, or no bound at all: how often they run must come out right.</summary>
public static partial class LoopForms
{
    [Differentiable]
    public static double TwoBounds(double[] x)
    {
        var s = 0.5;
        for (var n = 0; n < 10; n++)
            for (var i = 0; i < n && i < x.Length; i++) s = Math.Sin(s + x[i] * x[(i + n) % x.Length]);
        return s;
    }

    [Differentiable]
    public static double Blocks(double[] x)
    {
        var s = 0.5;
        for (var size = 1; size < 12; size += 3)
            for (var from = 0; from < x.Length; from += size)
                for (var i = from; i < x.Length && i < from + size && i <= x.Length + 7; i++) s = Math.Sin(s + x[i] * (i - from + 1));
        return s;
    }

    [Differentiable]
    public static double DownToTheNearestBound(double[] x)
    {
        var s = 0.5;
        for (var low = -3; low < x.Length; low++)
            for (var i = x.Length - 1; i >= low && i >= 0 && x.Length - low <= i + 6; i -= 2) s = Math.Sin(s + x[i] * (i - low));
        return s;
    }

    [Differentiable]
    public static double BoundsThatWouldOverflow(double[] x)
    {
        var s = 0.5;
        var most = int.MaxValue - (x.Length - 8);
        for (var i = int.MaxValue - 5; i < most && i < int.MaxValue - 1; i++) s = Math.Sin(s + x[int.MaxValue - i]);
        for (var i = x.Length - 2; i < x.Length && i + most - 7 < most; i++) s = Math.Sin(s + x[i]);
        for (var i = most - 2; i + 5 > i && i < most; i++) s = Math.Sin(s - x[most - i]);
        return s;
    }

    [Differentiable]
    public static double MovingBounds(double[] x)
    {
        var s = 0.5;
        var (n, m) = (3, 6);
        for (var i = 0; i < n && i < m; i++)
        {
            s = Math.Sin(s + x[i]);
            if (i == 1) n = 7;
            if (s < 0.9 && m > 3) m--;
        }

        for (var i = 0; i < 4 && i < x.Length; i++)
        {
            s = Math.Sin(s + x[i]);
            if (i == 2 && s > -5) i++;
        }

        return s;
    }

    [Differentiable]
    public static double NegatedTests(double[] x)
    {
        var (s, i) = (0.5, 1);
        while (!(i >= x.Length) && !(i > 6))
        {
            s = Math.Sin(s * x[i]);
            i += 2;
        }

        var j = x.Length;
        while (!!(j > 3)) s = Math.Cos(s * x[--j] + i);
        return s * j;
    }

    [Differentiable]
    public static double LeadingBreak(double[] x)
    {
        var (s, i) = (0.5, 0);
        while (true)
        {
            if (i >= x.Length) break;
            if (i > 5 && s > 10) break;
            s = Math.Sin(s * x[i] + 1);
            i++;
        }

        for (; ; i--)
        {
            var next = i - 1;
            if (next < 2) break;
            if (next == 4) continue;
            s = Math.Cos(s + x[next] * i);
        }

        return s * i;
    }

    [Differentiable]
    public static double LeadingBreakWithEffects(double[] x)
    {
        var (s, i) = (0.5, 0);
        while (true)
        {
            if (i++ >= 4) break;
            s = Math.Sin(s * x[i] + 1);
        }

        while (true)
        {
            s *= x[i];
            if (Math.Abs(s) < 1e-2 || --i < 0) break;
        }

        return s * (i + 2);
    }

    [Differentiable]
    public static double Breaks(double[] x)
    {
        var s = 0.5;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = i; j < x.Length; j += 2)
            {
                s = Math.Sin(s * x[j] + i);
                if (s < -0.4) break;
                if (x[j] < -1 && i > 3) break;
                s += 0.1 * x[i];
            }

            if (s > 0.95) break;
        }

        return s;
    }

    [Differentiable]
    public static double IndexAfterABreak(double[] x)
    {
        var (s, i) = (0.5, 0);
        for (; i < x.Length; i++)
        {
            if (x[i] < -1) break;
            s = Math.Sin(s * x[i] + 1);
        }

        var j = 0;
        while (j < x.Length)
        {
            s = Math.Sin(s + x[j]);
            if (s < 0 && j > i - 4) break;
            j++;
        }

        return s * x[i] * (j + 1);
    }

    [Differentiable]
    public static double ReturnFromALoop(double[] x)
    {
        var s = 0.5;
        for (var i = 0; ; i++)
        {
            if (i == 6) return s * x[0];
            s = Math.Sin(s + x[i]);
            if (s < -0.99) return s;
        }
    }

    [Differentiable]
    public static double SumsUntil(double[] x)
    {
        var (s, t, p) = (0.0, 0.0, 0);
        while (p < x.Length)
        {
            s += x[p] * x[p];
            for (var j = 0; ; j++)
            {
                if (x[j] < 0) break;
                t -= Math.Exp(x[j] * x[p]);
            }

            p += x.Length / 3;
        }

        for (var i = 0L; i < x.LongLength; i++)
        {
            if (x[i] > 2) continue;
            var product = 1.0;
            for (var j = 0; j <= i; j++) product *= 1 + 0.1 * x[j];
            t += product * x[0];
            if (i == 6) break;
        }

        return s + 2 * t;
    }

    [Differentiable]
    public static double SumsWithScratch(double[] x)
    {
        var (s, step) = (0.0, x.Length - 5);
        for (var p = 0; p < x.Length; p += step)
        {
            var scratch = new double[3];
            for (var j = 0; j < 3 && p + j < x.Length; j++) scratch[j] = x[p + j] * x[j];
            for (var j = 1; j < 3; j++) scratch[j] *= Math.Sin(scratch[j - 1]);
            s += scratch[2] * scratch[0] + scratch[1];
        }

        return s;
    }

    [Differentiable]
    public static double OtherIndices(double[] x)
    {
        var s = 0.5;
        for (long i = 0; i < x.Length; i++) s = Math.Sin(s + x[i] * x[i]);
        for (uint i = 1; i < (uint)x.Length; i += 2) s = Math.Sin(s + x[i] * x[i - 1]);
        for (nint i = x.Length - 1; i >= 0; i--) s = Math.Cos(s + x[i]);
        for (byte i = 0; i < 3; i++) s = Math.Sin(s + x[2 * i + 1]);
        for (short i = 6; i > 0; i -= 2) s = Math.Sin(s + x[i]);
        for (byte i = 250; i > 5; i++) s = Math.Sin(s + x[i % 8]);
        return s;
    }

    [Differentiable]
    public static double Strides(double[] x)
    {
        var s = 0.5;
        for (var step = 1; step < 4; step++)
        {
            for (var i = 0; i < x.Length; i += step) s = Math.Sin(s + x[i]);
            for (var i = x.Length; i > 0; i -= step) s = Math.Sin(s + x[i - 1] * step);
            for (int i = 0, j = x.Length - 1; i < j; i += step, j--) s = Math.Sin(s + x[i] * x[j]);
        }

        for (var h = 1; h < x.Length; h <<= 1) s = Math.Sin(s + x[h]);
        for (var h = x.Length >> 1; h > 0; h /= 2)
            for (var i = h; i < x.Length && i < 3 * h; i += h) s = Math.Sin(s + x[i] * x[i - h]);
        return s;
    }

    [Differentiable]
    public static double WrittenWhileItRuns(double[] x)
    {
        var y = (double[])x.Clone();
        var (s, i) = (0.0, 0);
        while (i < y.Length)
        {
            s += y[i] * y[i];
            if (i > 0 && y[i - 1] > 1) y[i] *= s;
            if (y[i] < -1 && i > 4) break;
            i++;
        }

        return s * y[1] + i * y[2];
    }
}
