namespace Diff.Tests.Kernels;

/// <summary>Algorithms that move values by comparing them, and recursion over slices.</summary>
public static partial class Sorting
{
    [Differentiable]
    public static double InsertionSort(double[] x)
    {
        var a = (double[])x.Clone();
        for (var i = 1; i < a.Length; i++)
        {
            var key = a[i];
            var j = i - 1;
            while (j >= 0 && a[j] > key)
            {
                a[j + 1] = a[j];
                j--;
            }

            a[j + 1] = key;
        }

        return WholeBuffers.Weighted(a);
    }

    [Differentiable]
    public static void Merge(Span<double> a, Span<double> scratch)
    {
        if (a.Length < 2) return;
        var middle = a.Length / 2;
        Merge(a[..middle], scratch[..middle]);
        Merge(a[middle..], scratch[middle..]);
        a.CopyTo(scratch);
        int low = 0, high = middle;
        foreach (ref var target in a)
        {
            var takesLow = high >= a.Length || (low < middle && scratch[low] <= scratch[high]);
            target = takesLow ? scratch[low++] : scratch[high++];
        }
    }

    [Differentiable]
    public static double MergeSort(double[] x)
    {
        var a = (double[])x.Clone();
        Merge(a, new double[a.Length]);
        return WholeBuffers.Weighted(a);
    }

    [Differentiable]
    public static void Quick(double[] a, int low, int high)
    {
        while (low < high)
        {
            var pivot = a[(low + high) / 2];
            int i = low, j = high;
            while (i <= j)
            {
                while (a[i] < pivot) i++;
                while (a[j] > pivot) j--;
                if (i > j) break;
                (a[i], a[j]) = (a[j], a[i]);
                i++;
                j--;
            }

            Quick(a, low, j);
            low = i;
        }
    }

    [Differentiable]
    public static double QuickSort(double[] x)
    {
        var a = (double[])x.Clone();
        Quick(a, 0, a.Length - 1);
        return WholeBuffers.Weighted(a);
    }

    [Differentiable]
    public static double MedianBySelection(double[] x)
    {
        var a = x.AsSpan().ToArray();
        for (var i = 0; i <= a.Length / 2; i++)
        {
            var smallest = i;
            for (var j = i + 1; j < a.Length; j++)
                if (a[j] < a[smallest]) smallest = j;
            if (smallest != i) References.Rotate(ref a[i], ref a[smallest], Math.PI / 2);
        }

        return a[3] * a[4];
    }

    [Differentiable]
    public static double InterpolationByBisection(double[] x)
    {
        var knots = new double[x.Length];
        knots[0] = x[0] * x[0];
        for (var i = 1; i < knots.Length; i++) knots[i] = knots[i - 1] + 0.1 + x[i] * x[i];
        var s = 0.0;
        for (var q = 0.6; q < 5; q += 0.37)
        {
            int low = 0, high = knots.Length - 1;
            while (high - low > 1)
            {
                var middle = (low + high) / 2;
                if (knots[middle] > q) high = middle;
                else low = middle;
            }

            var t = (q - knots[low]) / (knots[high] - knots[low]);
            s += (1 - t) * x[low] + t * x[high] * x[low];
        }

        return s;
    }

    [Differentiable]
    public static double RootByNewtonInABuffer(double[] x)
    {
        Span<double> history = stackalloc double[30];
        history[0] = 2;
        var k = 0;
        while (k < 29)
        {
            var z = history[k];
            var f = z * z * z - x[0] * z - 1 - x[1] * x[1];
            history[k + 1] = z - f / (3 * z * z - x[0]);
            k++;
            if (Math.Abs(history[k] - history[k - 1]) < 1e-14) break;
        }

        return history[k] * history[k];
    }

    [Differentiable]
    public static double Horner(ReadOnlySpan<double> coefficients, double z)
    {
        var y = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--) y = y * z + coefficients[i];
        return y;
    }

    [Differentiable]
    public static double PolynomialsOfSlices(double[] x)
    {
        var s = 0.0;
        for (var degree = 1; degree < x.Length; degree++) s += Horner(x.AsSpan(0, degree), x[degree] * 0.5) * Horner(x.AsSpan()[degree..], 0.3);
        return s;
    }
}
