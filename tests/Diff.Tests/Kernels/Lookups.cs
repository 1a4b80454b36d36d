namespace Diff.Tests.Kernels;

/// <summary>Unmarked methods that answer questions about numbers: searches and tests that keep nothing but integers.</summary>
public static partial class Lookups
{
    private static readonly Ramp Table = new([0, 1, 2, 3], [0.5, 1, 3, 2]);

    [Differentiable]
    public static double ReplaceExtremes(double[] x)
    {
        var s = new double[x.Length];
        for (var i = 0; i < x.Length; i++) s[i] = Math.Sin(x[i]) * x[(i + 1) % x.Length];
        var sum = 0.0;
        for (var k = 0; k < 3; k++)
        {
            var (low, high) = (IndexOfSmallest(s), IndexOfLargest(s));
            sum += s[high] * s[high] - s[low];
            s[high] *= 0.5;
            s[low] += x[0];
        }

        return sum;
    }

    [Differentiable]
    public static double Interpolated(double[] x)
    {
        var sum = 0.0;
        foreach (var value in x) sum += Table.At(value) * value;
        return sum;
    }

    [Differentiable]
    public static double SidesOfADiagonal(double[] x)
    {
        var sum = 0.0;
        for (var i = 1; i < x.Length; i++)
        {
            sum += SideOf(x[i - 1], x[i]) switch
            {
                Side.Above => x[i] * x[i],
                Side.Below => x[i - 1] * x[i],
                _ => 0,
            };
            if (new Disc(1.5).Contains(x[i], 0.5)) sum *= x[0];
        }

        return sum;
    }

    private static int IndexOfLargest(double[] values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best]) best = i;
        return best;
    }

    private static int IndexOfSmallest(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] < values[best]) best = i;
        return best;
    }

    private static Side SideOf(double x, double y) => x < y ? Side.Above : x > y ? Side.Below : Side.On;

    private enum Side
    {
        On,
        Above,
        Below,
    }

    private readonly struct Disc(double radius)
    {
        public bool Contains(double x, double y) => Math.Sqrt(x * x + y * y) < radius;
    }

    /// <summary>Finds an interval by walking from the one found before.</summary>
    private sealed class Ramp(double[] knots, double[] values)
    {
        private int _hint;

        public double this[int i] => values[i];

        public int Find(double x)
        {
            while (_hint > 0 && knots[_hint] > x) _hint--;
            while (_hint < knots.Length - 2 && knots[_hint + 1] <= x) _hint++;
            return _hint;
        }

        public double Start(int i) => knots[i];
    }

    [Differentiable]
    private static double At(this Ramp ramp, double x)
    {
        var i = ramp.Find(x);
        var t = (x - ramp.Start(i)) / (ramp.Start(i + 1) - ramp.Start(i));
        return ramp[i] + t * t * (3 - 2 * t) * (ramp[i + 1] - ramp[i]);
    }
}
