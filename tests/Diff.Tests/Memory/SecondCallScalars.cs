namespace Diff.Tests.Memory;

/// <summary>The methods of <see cref="SecondCallTests"/> that deliver one number.</summary>
public static partial class SecondCallTests
{
    private static int s_count;

    [Differentiable(Order = 2)]
    internal partial record struct Point(double A, double B);

    private sealed class Total
    {
        public double Sum;

        public void Add(double v) => Sum += v * v + Math.Sin(Sum);
    }

    [Differentiable(Order = 2)]
    private static double Sines(double[] x, int n)
    {
        var s = x[0];
        for (var i = 0; i < n; i++) s = Math.Sin(s) * x[i % x.Length] + s;
        return s;
    }

    [Differentiable(Order = 2)]
    private static double UnknownTrips(double[] x, int n)
    {
        var s = x[0];
        var i = 0;
        while (s < 1e3 && i < n)
        {
            s = s * 1.01 + Math.Abs(x[i % x.Length]);
            i++;
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double ScratchArrays(double[] x, int n)
    {
        var t = new double[x.Length];
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i < t.Length; i++) t[i] = Math.Sin(t[i] + x[i] * k);
            s += t[k % t.Length] * t[0];
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double ArraysOfIterations(double[] x, int n)
    {
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            var t = new double[x.Length];
            for (var i = 0; i < t.Length; i++) t[i] = Math.Sin(s + x[i] * k);
            s += t[k % t.Length] * t[0];
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double Swaps(double[] x, int n)
    {
        var a = (double[])x.Clone();
        var b = new double[x.Length];
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i < a.Length; i++) b[i] = Math.Sin(a[i]) + a[(i + 1) % a.Length] * 0.1;
            (a, b) = (b, a);
        }
        var s = 0.0;
        foreach (var v in a) s += v * v;
        return s;
    }

    [Differentiable(Order = 2)]
    private static double Replacements(double[] x, int n)
    {
        var a = (double[])x.Clone();
        for (var k = 0; k < n; k++)
        {
            var b = new double[x.Length];
            for (var i = 0; i < a.Length; i++) b[i] = Math.Sin(a[i]) + a[(i + 1) % a.Length] * 0.1;
            a = b;
        }
        var s = 0.0;
        foreach (var v in a) s += v * v;
        return s;
    }

    [Differentiable(Order = 2)]
    private static double EarlyReturns(double[] x, int n)
    {
        var t = new double[x.Length];
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            t[k % t.Length] += Math.Sin(x[k % x.Length] + s);
            s += t[0] * t[k % t.Length];
            if (s > 5) return s * t[0];
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double Breaks(double[] x, int n)
    {
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i < x.Length; i++)
            {
                if (s > k + 3) break;
                if (i == k) continue;
                s += x[i] * x[i] + Math.Sin(s);
            }
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double Recursions(double[] x, int n)
    {
        if (n == 0) return x[0] * x[1];
        var y = new double[x.Length];
        for (var i = 0; i < y.Length; i++) y[i] = Math.Sin(x[i]) * x[(i + 1) % x.Length];
        return Recursions(y, n - 1) + y[0];
    }

    [Differentiable(Order = 2)]
    private static double Matrices(double[] x, int n)
    {
        var m = new double[x.Length, x.Length];
        for (var i = 0; i < x.Length; i++) for (var j = 0; j < x.Length; j++) m[i, j] = x[i] * x[j];
        for (var k = 0; k < n; k++) for (var i = 0; i < x.Length; i++) for (var j = 1; j < x.Length; j++) m[i, j] = Math.Sin(m[i, j - 1]) + m[i, j];
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += m[i, i];
        return s;
    }

    [Differentiable(Order = 2)]
    private static double JaggedArrays(double[] x, int n)
    {
        var m = new double[3][];
        for (var i = 0; i < 3; i++)
        {
            m[i] = new double[x.Length];
            for (var j = 0; j < x.Length; j++) m[i][j] = x[j] * i;
        }
        for (var k = 0; k < n; k++) for (var i = 0; i < 3; i++) for (var j = 1; j < x.Length; j++) m[i][j] = Math.Sin(m[i][j - 1]) + m[i][j];
        var s = 0.0;
        for (var i = 0; i < 3; i++) s += m[i][1] * m[i][2];
        return s;
    }

    [Differentiable(Order = 2)]
    private static double Structs(double[] x, int n)
    {
        var p = new Point(x[0], x[1]);
        for (var k = 0; k < n; k++) p = new Point(p.A * 0.5 + Math.Sin(p.B), p.B - p.A * x[k % x.Length]);
        return p.A * p.B;
    }

    [Differentiable(Order = 2)]
    private static double ArraysOfStructs(double[] x, int n)
    {
        var p = new Point[x.Length];
        for (var i = 0; i < p.Length; i++) p[i] = new Point(x[i], x[i] * x[i]);
        for (var k = 0; k < n; k++) for (var i = 1; i < p.Length; i++) p[i] = new Point(p[i - 1].A * 0.5 + Math.Sin(p[i].B), p[i].B - p[i].A * 0.1);
        return p[2].A * p[1].B;
    }

    [Differentiable(Order = 2)]
    private static double CalleesWithArrays(double[] x, int n)
    {
        var a = (double[])x.Clone();
        for (var k = 0; k < n; k++) a = ReturnedParameterTests.Step(a);
        var s = 0.0;
        foreach (var v in a) s += v * v;
        return s;
    }

    [Differentiable(Order = 2)]
    private static double CalleesWithTuples(double[] x, int n)
    {
        var a = (double[])x.Clone();
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            var (b, e) = Pair(a);
            a = b;
            s += e * k;
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double CalleesWithRows(double[] x, int n)
    {
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            var r = TwoRows(x);
            s += r[0][1] * r[1][0] * (k + 1);
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double CalleesWithMatrices(double[] x, int n)
    {
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            var r = Square(x);
            s += r[0, 1] * r[1, 0] * (k + 1);
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double CalleesThatWrite(double[] x, int n)
    {
        var t = new double[x.Length];
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            Fill(x, t, k);
            s += t[0] * t[1] * s + t[2];
            s *= 0.1;
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double Lists(double[] x, int n)
    {
        var l = new List<double>();
        for (var k = 0; k < n; k++) l.Add(Math.Sin(x[k % x.Length] * k));
        var s = 0.0;
        foreach (var v in l) s += v * v * s + v;
        return s;
    }

    [Differentiable(Order = 2)]
    private static double Queries(double[] x, int n)
    {
        var s = 0.0;
        for (var k = 0; k < n; k++) s += x.Select(v => v * v * k).Where(v => v > 0.1).Sum() * 0.5;
        return s;
    }

    [Differentiable(Order = 2)]
    private static double QueriedArrays(double[] x, int n)
    {
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            var a = x.Select(v => v * v * k).ToArray();
            s += a[0] * a[1] + a.Max();
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double TryStatements(double[] x, int n)
    {
        var t = new double[x.Length];
        var s = 0.0;
        try
        {
            for (var k = 0; k < n; k++)
            {
                t[k % t.Length] += Math.Sin(x[k % x.Length] + s);
                s += t[0] * t[k % t.Length];
            }
        }
        finally
        {
            s_count++;
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double LocalFunctions(double[] x, int n)
    {
        var t = new double[x.Length];
        double At(int i, double s) => Math.Sin(t[i] + s) * x[i];
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            t[k % t.Length] = s;
            s += At(k % t.Length, s);
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double StackBlocks(double[] x, int n)
    {
        Span<double> t = stackalloc double[8];
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            t.Clear();
            for (var i = 0; i < x.Length; i++) t[i] = Math.Sin(x[i] + s);
            s += t[0] * t[1];
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double Views(double[] x, int n)
    {
        var t = new double[2 * x.Length];
        var s = 0.0;
        for (var k = 0; k < n; k++)
        {
            var a = t.AsSpan(0, x.Length);
            var b = t.AsSpan(x.Length);
            for (var i = 0; i < x.Length; i++)
            {
                a[i] += x[i] * b[i];
                b[i] = Math.Sin(a[i]) + 1;
            }
            s += a[k % a.Length] * b[0];
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double ForeachLoops(double[] x, int n)
    {
        var s = 0.0;
        for (var k = 0; k < n; k++) foreach (var v in x)
        {
            if (v < s) continue;
            s += v * 0.1 + s * 0.01;
        }
        return s;
    }

    [Differentiable(Order = 2)]
    private static double LocalObjects(double[] x, int n)
    {
        var acc = new Total();
        for (var k = 0; k < n; k++) acc.Add(x[k % x.Length] * k);
        return acc.Sum * acc.Sum;
    }

    [Differentiable(Order = 2)]
    private static double DoLoops(double[] x, int n)
    {
        var s = 1.0;
        var k = 0;
        do
        {
            s = 0.5 * (s + Math.Abs(x[0]) / s) + 0.01 * x[k % x.Length];
            k++;
        }
        while (k < n);
        return s;
    }

    [Differentiable(Order = 2)]
    private static double Switches(double[] x, int n)
    {
        var s = 0.0;
        for (var k = 0; k < n; k++) s += (k % 3) switch { 0 => Math.Sin(x[0] + s), 1 => x[1] * s, _ => x[2] };
        return s;
    }

    [Differentiable(Order = 2)]
    private static double Volumes(double[] x, int n)
    {
        var g = new double[2, 2, 2];
        for (var k = 0; k < n; k++) for (var i = 0; i < 2; i++) for (var j = 0; j < 2; j++) g[i, j, k % 2] += x[i] * x[j] * Math.Sin(g[j, i, 0]);
        return g[0, 1, 0] * g[1, 1, 1] + g[0, 0, 0];
    }
}
