namespace Diff.Tests.Kernels;

/// <summary>Local functions that call themselves, with what they capture.</summary>
public static partial class RecursiveFunctions
{
    [Differentiable(Order = 2)]
    public static double AdaptiveSimpson(double[] x)
    {
        var rate = x[2];
        return Panel(0, x[0], Height(0), Height(0.5 * x[0]), Height(x[0]), 4);

        double Height(double t) => Math.Exp(-rate * t * t) + Math.Sin(x[1] * t);

        double Panel(double a, double b, double fa, double fm, double fb, int depth)
        {
            var (m, l, r) = (0.5 * (a + b), 0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b);
            var (fl, fr) = (Height(l), Height(r));
            var whole = (b - a) / 6 * (fa + 4 * fm + fb);
            var halves = (b - a) / 12 * (fa + 4 * fl + 2 * fm + 4 * fr + fb);
            if (depth == 0 || Math.Abs(halves - whole) < 1e-9) return halves + (halves - whole) / 15;
            return Panel(a, m, fa, fl, fm, depth - 1) + Panel(m, b, fm, fr, fb, depth - 1);
        }
    }

    [Differentiable(Order = 2)]
    public static double EvenAndOdd(double[] x)
    {
        return Even(4, x[2]) * Odd(3, x[0]);

        double Even(int n, double v)
        {
            if (n == 0) return v;
            return Odd(n - 1, v * x[0]);
        }

        double Odd(int n, double v) => Even(n - 1, v + Math.Sin(x[1]));
    }

    [Differentiable]
    public static double QuickSort(double[] x)
    {
        var y = (double[])x.Clone();
        Sort(0, y.Length - 1);
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++) sum += (i + 1) * y[i] * y[i];
        return sum;

        void Sort(int low, int high)
        {
            if (high <= low) return;
            var (pivot, next) = (y[high], low);
            for (var j = low; j < high; j++)
            {
                if (y[j] >= pivot) continue;
                (y[next], y[j]) = (y[j], y[next]);
                next++;
            }

            (y[next], y[high]) = (y[high], y[next]);
            Sort(low, next - 1);
            Sort(next + 1, high);
        }
    }

    [Differentiable(Order = 2)]
    public static double Memoized(double[] x)
    {
        var memory = new double[6];
        var isKnown = new bool[6];
        return Term(5) + memory[3] * memory[2];

        double Term(int n)
        {
            if (n < 2) return x[n] * x[2];
            if (isKnown[n]) return memory[n];
            var sum = 0.0;
            for (var k = 1; k <= 2; k++) sum += Term(n - k) * (k == 1 ? x[0] : Math.Cos(x[1]));
            isKnown[n] = true;
            return memory[n] = sum;
        }
    }

    [Differentiable]
    public static double ByReference(double[] x)
    {
        var t = x[2];
        Grow(ref t, Divisor(12, 18));
        var last = Descend(3, t, out var product);
        return last + product;

        void Grow(ref double value, int n)
        {
            if (n == 0) return;
            value = value * x[0] + 1;
            Grow(ref value, n - 1);
        }

        double Descend(int n, double a, out double b)
        {
            if (n == 0)
            {
                b = a * x[1];
                return a;
            }

            var below = Descend(n - 1, 0.5 * a + x[0], out b);
            b += below;
            return below * 0.3 * b;
        }

        int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);
    }

    [Differentiable]
    public static double OneInsideTheOther(double[] x)
    {
        var w = x[0];
        return Outer(2, x[1]);

        double Outer(int n, double v)
        {
            return n == 0 ? 1 : Inner(2) * Outer(n - 1, v + w);

            double Inner(int m) => m == 0 ? v : w * Inner(m - 1);
        }
    }

    [Differentiable]
    public static double Fourier(double[] x)
    {
        Span<double> re = stackalloc double[8];
        Span<double> im = stackalloc double[8];
        for (var i = 0; i < 8; i++) (re[i], im[i]) = (x[i % x.Length] * (1 + i), x[(i + 1) % x.Length]);
        Transform(re, im);
        var power = 0.0;
        for (var i = 0; i < 8; i++) power += (re[i] * re[i] + im[i] * im[i]) * (i + 1);
        return power;

        static void Transform(Span<double> re, Span<double> im)
        {
            var n = re.Length;
            if (n == 1) return;
            var half = n / 2;
            Span<double> evenRe = stackalloc double[half], evenIm = stackalloc double[half], oddRe = stackalloc double[half], oddIm = stackalloc double[half];
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
                var (turnedRe, turnedIm) = (cos * oddRe[k] - sin * oddIm[k], sin * oddRe[k] + cos * oddIm[k]);
                (re[k], im[k], re[k + half], im[k + half]) = (evenRe[k] + turnedRe, evenIm[k] + turnedIm, evenRe[k] - turnedRe, evenIm[k] - turnedIm);
            }
        }
    }

    /// <summary>What a primary constructor keeps is read like a field.</summary>
    public partial class Growth(double rate)
    {
        private readonly double _base = 2;

        [Differentiable]
        public double After(double x, int steps)
        {
            return Grown(steps);

            double Grown(int n) => n == 0 ? x : rate * _base * Grown(n - 1);
        }
    }

    private static readonly Growth s_growth = new(0.75);

    [Differentiable]
    public static double OfAnObject(double[] x) => s_growth.After(x[0] * x[1], 3) * x[2];

    [Differentiable]
    public static double AsDelegates(double[] x)
    {
        Func<int, double> named = Halved;
        return named(3) * x[1] + new[] { 1, 2 }.Sum(n => Halved(n));

        double Halved(int n) => n == 0 ? x[0] * x[0] : 0.5 * Halved(n - 1);
    }
}
