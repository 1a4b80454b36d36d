namespace Diff.Tests.Memory;

/// <summary>Methods that return two arrays which have changed places.</summary>
public static partial class ExchangedResults
{
    [Differentiable(Order = 2)]
    public static (double[] A, double[] B) Leapfrog(double[] x, int steps)
    {
        var (a, b) = (new double[x.Length], new double[x.Length]);
        for (var i = 0; i < x.Length; i++) (a[i], b[i]) = (x[i], x[i] * x[0]);
        for (var s = 0; s < steps; s++)
        {
            Step(a, b);
            (a, b) = (b, a);
        }

        return (a, b);
    }

    [Differentiable(Order = 2)]
    public static (double[] B, double[] A) ByAThirdVariable(double[] x, int steps)
    {
        var (a, b) = ((double[])x.Clone(), new double[x.Length]);
        while (steps-- > 0)
        {
            Step(a, b);
            var t = a;
            a = b;
            b = t;
        }

        return (b, a);
    }

    [Differentiable(Order = 2)]
    public static (double[] A, double[] C) InTurn(double[] x, int steps)
    {
        var (a, b, c) = ((double[])x.Clone(), new double[x.Length], new double[x.Length]);
        for (var s = 0; s < steps; s++)
        {
            for (var i = 0; i < x.Length; i++) c[i] = c[i] * 0.5 + Math.Sin(a[i] * x[i]) - b[i] * a[0];
            (a, b, c) = (c, a, b);
        }

        return (a, c);
    }

    [Differentiable(Order = 2)]
    public static (double[] A, double[] B) LeftEarly(double[] x, int steps)
    {
        var (a, b) = ((double[])x.Clone(), new double[x.Length]);
        for (var s = 0; s < steps; s++)
        {
            Step(a, b);
            if (s == 2) return (b, a);
            (a, b) = (b, a);
            if (a[0] * s > 0.7) break;
        }

        return (a, b);
    }

    [Differentiable(Order = 2)]
    public static (double[] A, double[] B) InInnerLoops(double[] x, int steps)
    {
        var (a, b) = ((double[])x.Clone(), new double[x.Length]);
        for (var s = 0; s < steps; s++)
        {
            for (var r = 0; r < 3; r++)
            {
                Step(a, b);
                if (r == s) (a, b) = (b, a);
                if (b[0] > 0.6) break;
            }

            (b, a) = (a, b);
        }

        return (a, b);
    }

    [Differentiable(Order = 2)]
    public static (double[] Before, double[] Now) NewInEachStep(double[] x, int steps)
    {
        var (before, now) = (new double[x.Length], x);
        for (var s = 0; s < steps; s++)
        {
            var next = new double[x.Length];
            for (var i = 0; i < x.Length; i++) next[i] = Math.Sin(now[i] * x[0]) - 0.5 * before[i];
            before = now;
            now = next;
        }

        return (before, now);
    }

    [Differentiable(Order = 2)]
    public static (double[] A, double[] B) OfMethods(double[] x, int steps)
    {
        var (a, b) = Leapfrog(x, steps);
        for (var s = 0; s < steps; s++)
        {
            (a, b) = Leapfrog(b, 1);
            b[0] *= a[1];
            (a, b) = (b, a);
        }

        return (a, b);
    }

    [Differentiable(Order = 2)]
    public static (double[] A, double[] B) Recursive(double[] x, int steps)
    {
        if (steps == 0) return ((double[])x.Clone(), new double[x.Length]);
        var (a, b) = Recursive(x, steps - 1);
        Step(a, b);
        return (b, a);
    }

    [Differentiable(Order = 2)]
    public static (double[] P, double[] Q) InStructs(double[] x, int steps)
    {
        var pair = new Pair((double[])x.Clone(), new double[x.Length]);
        for (var s = 0; s < steps; s++)
        {
            Step(pair.P, pair.Q);
            pair = new Pair(pair.Q, pair.P);
        }

        return (pair.P, pair.Q);
    }

    [Differentiable(Order = 2)]
    public static (double[] A, double[] Sum) OneIsSummed(double[] x, int steps)
    {
        var (a, b, sum) = ((double[])x.Clone(), new double[x.Length], new double[1]);
        for (var s = 0; s < steps; s++)
        {
            Step(a, b);
            (a, b) = (b, a);
            foreach (var v in b) sum[0] += v * v;
        }

        return (a, sum);
    }

    [Differentiable(Order = 2)]
    public static (double[,] A, double[,] B) Matrices(double[] x, int steps)
    {
        var n = x.Length;
        var (a, b) = (new double[n, n], new double[n, n]);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) a[i, j] = x[i] * x[j];
        for (var s = 0; s < steps; s++)
        {
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++) b[i, j] = 0.4 * b[i, j] + Math.Sin(a[j, i] * x[i]);
            (a, b) = (b, a);
        }

        return (a, b);
    }

    [Differentiable(Order = 2)]
    public static (double[][] A, double[][] B) Tables(double[] x, int steps)
    {
        double[][] a = [[x[0], x[1]], [x[2]]], b = [[0, 1], [x[0] * x[2]]];
        for (var s = 0; s < steps; s++)
        {
            for (var i = 0; i < a.Length; i++)
                for (var j = 0; j < a[i].Length; j++) b[i][j] = 0.4 * b[i][j] + Math.Sin(a[i][j] * x[j] + a[1][0]);
            (a, b) = (b, a);
        }

        return (a, b);
    }

    [Differentiable(Order = 2)]
    public static (double[][] A, double[][] B) TablesWithNewRows(double[] x, int steps)
    {
        double[][] a = [[x[0], x[1]], [x[2], 0]], b = [[0, 1], [x[0] * x[2], x[1]]];
        for (var s = 0; s < steps; s++)
        {
            (a, b) = (b, a);
            a[0] = [a[1][0] * b[0][1], Math.Sin(b[1][1])];
            (a[0], a[1]) = (a[1], a[0]);
        }

        return (a, b);
    }

    [Differentiable]
    public static (double[][] A, double[][] B) TablesWithARowInCommon(double[] x, int steps)
    {
        double[][] a = [[x[0], x[1]], [x[2], 0]], b = [[0, 1], [x[0] * x[2], x[1]]];
        for (var s = 0; s < steps; s++)
        {
            (a, b) = (b, a);
            b[0] = a[1];
        }

        return (a, b);
    }

    /// <summary>The parameter is one of the two, and so it is written.</summary>
    [Differentiable]
    public static (double[] A, double[] B) WithItsParameter(double[] x, int steps)
    {
        var (a, b) = (x, new double[x.Length]);
        for (var s = 0; s < steps; s++)
        {
            for (var i = 0; i < x.Length; i++) b[i] = a[i] * (s + 2);
            (a, b) = (b, a);
        }

        return (a, b);
    }

    [Differentiable(Order = 2)]
    private static void Step(ReadOnlySpan<double> a, Span<double> b)
    {
        for (var i = 0; i < a.Length; i++) b[i] = 0.4 * b[i] + Math.Sin(a[i] * a[a.Length - 1 - i]);
    }

    private readonly record struct Pair(double[] P, double[] Q);
}
