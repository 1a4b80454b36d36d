namespace Diff.Tests.Kernels;

/// <summary>Loops whose branches step indices: merges, partitions, pointers that move towards each other.</summary>
public static partial class SteppedByBranches
{
    [Differentiable]
    public static double Merged(double[] x)
    {
        var (a, b) = (x[..4], x[4..]);
        Array.Sort(a);
        Array.Sort(b);
        var merged = new double[8];
        int i = 0, j = 0, k = 0;
        while (i < a.Length && j < b.Length) merged[k++] = a[i] <= b[j] ? a[i++] : b[j++];
        while (i < a.Length) merged[k++] = a[i++];
        while (j < b.Length) merged[k++] = b[j++];
        return Weighted(merged);
    }

    [Differentiable]
    public static double MergedInOneLoop(double[] x)
    {
        var merged = new double[8];
        int i = 0, j = 4;
        for (var k = 0; k < 8; k++)
        {
            if (j >= 8 || (i < 4 && x[i] < x[j]))
            {
                merged[k] = x[i] * (k > 0 ? merged[k - 1] : 1);
                i++;
            }
            else
            {
                merged[k] = x[j];
                j++;
            }
        }

        return Weighted(merged);
    }

    [Differentiable]
    public static double Compacted(double[] x)
    {
        var y = new double[8];
        var count = 0;
        for (var i = 0; i < 8; i++)
        {
            if (x[i] > 0.5)
            {
                y[count] = x[i] * x[i];
                count++;
            }
            else if (count > 0)
            {
                y[count - 1] *= x[i];
            }
        }

        return Weighted(y.AsSpan(0, count));
    }

    [Differentiable]
    public static double InThreeParts(double[] x)
    {
        var a = (double[])x.Clone();
        int low = 0, middle = 0, high = 7;
        while (middle <= high)
        {
            if (a[middle] < 0)
            {
                (a[low], a[middle]) = (a[middle], a[low]);
                a[low] *= a[7];
                low++;
                middle++;
            }
            else if (a[middle] > 1)
            {
                (a[middle], a[high]) = (a[high], a[middle]);
                high--;
            }
            else
            {
                middle++;
            }
        }

        return Weighted(a);
    }

    [Differentiable]
    public static double TowardsEachOther(double[] x)
    {
        var a = (double[])x.Clone();
        int i = 0, j = 7;
        var s = 0.0;
        while (i < j)
        {
            var t = a[i] + a[j];
            s += t * t * a[i];
            a[i] = t * 0.5;
            if (t < 1)
            {
                i++;
                s *= 0.9;
            }
            else
            {
                j--;
            }
        }

        return s + a[0];
    }

    [Differentiable]
    public static double RandomWalk(double[] x)
    {
        var place = 3;
        var s = 1.0;
        var isUp = true;
        for (var step = 0; step < 20; step++)
        {
            s = Math.Sin(s + x[place] * x[(place + 1) % 8]);
            if (s > 0.3) place++;
            else place--;
            if (place == 7)
            {
                place = 6;
                isUp = !isUp;
            }

            if (place < 0) place = 0;
            if (isUp) s *= x[place];
        }

        return s;
    }

    [Differentiable]
    public static double SmallIntegersThatOverflow(double[] x)
    {
        byte b = 250;
        short h = 3;
        var s = 1.0;
        while (s < 1e9 && h < 20)
        {
            s = s * 0.7 + x[b % 8] * x[h % 8] * s;
            b++;
            h += 2;
        }

        return s;
    }

    [Differentiable]
    private static double Weighted(ReadOnlySpan<double> x)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += x[i] * x[i] * (i + 1);
        return s;
    }
}
