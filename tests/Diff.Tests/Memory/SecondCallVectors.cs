namespace Diff.Tests.Memory;

/// <summary>The methods of <see cref="SecondCallTests"/> that return arrays, and what all of them call.</summary>
public static partial class SecondCallTests
{
    [Differentiable]
    private static double[] NewResults(double[] x, int n)
    {
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = Math.Sin(x[i]) * x[(i + 1) % x.Length];
        return y;
    }

    [Differentiable]
    private static double[] ResultsOfCallees(double[] x, int n)
    {
        var a = (double[])x.Clone();
        for (var k = 0; k < n; k++) a = ReturnedParameterTests.Step(a);
        return a;
    }

    [Differentiable]
    private static double[] ResultsThatReplaceOthers(double[] x, int n)
    {
        var a = (double[])x.Clone();
        for (var k = 0; k < n; k++)
        {
            var b = new double[x.Length];
            for (var i = 0; i < a.Length; i++) b[i] = Math.Sin(a[i]) + a[(i + 1) % a.Length] * 0.1;
            a = b;
        }
        return a;
    }

    [Differentiable]
    private static double[] SwappedResults(double[] x, int n)
    {
        var a = (double[])x.Clone();
        var b = new double[x.Length];
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i < a.Length; i++) b[i] = Math.Sin(a[i]) + a[(i + 1) % a.Length] * 0.1;
            (a, b) = (b, a);
        }
        return a;
    }

    [Differentiable]
    private static double[] UpdatesInPlace(double[] x, int n)
    {
        var a = (double[])x.Clone();
        for (var k = 0; k < n; k++) for (var i = 1; i < a.Length; i++) a[i] += Math.Sin(a[i - 1]);
        return a;
    }

    [Differentiable]
    private static double[] ResultsOfEarlyReturns(double[] x, int n)
    {
        var a = (double[])x.Clone();
        for (var k = 0; k < n; k++)
        {
            for (var i = 1; i < a.Length; i++) a[i] += Math.Sin(a[i - 1]);
            if (a[2] > 3) return [a[0], a[1]];
        }
        return a;
    }

    [Differentiable]
    private static double[] ResultsOfRecursions(double[] x, int n)
    {
        if (n == 0) return [x[0], x[1] * x[2]];
        var y = new double[x.Length];
        for (var i = 0; i < y.Length; i++) y[i] = Math.Sin(x[i]) * x[(i + 1) % x.Length];
        return ResultsOfRecursions(y, n - 1);
    }

    [Differentiable]
    private static double[] ResultsOfQueries(double[] x, int n) => x.Select(v => v * v * n).ToArray();

    [Differentiable]
    private static double[] MethodsWithEffects(double[] x, int n)
    {
        s_count++;
        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = Math.Sin(x[i]) * x[(i + 1) % x.Length];
        return y;
    }

    [Differentiable]
    private static double[] LoopsWithEffects(double[] x, int n)
    {
        var a = (double[])x.Clone();
        for (var k = 0; k < n; k++)
        {
            s_count++;
            a = ReturnedParameterTests.Step(a);
        }
        return a;
    }

    [Differentiable(Order = 2)]
    private static (double[] B, double E) Pair(double[] x)
    {
        var (y, e) = (new double[x.Length], 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = Math.Sin(x[i]) * x[(i + 1) % x.Length];
            e += y[i] * y[i];
        }

        return (y, e);
    }

    [Differentiable(Order = 2)]
    private static double[][] TwoRows(double[] x)
    {
        var y = new double[2][];
        y[0] = new double[x.Length];
        y[1] = new double[2];
        for (var i = 0; i < x.Length; i++) y[0][i] = Math.Sin(x[i]) * x[(i + 1) % x.Length];
        y[1][0] = x[0] * x[1];
        y[1][1] = x[2];
        return y;
    }

    [Differentiable(Order = 2)]
    private static double[,] Square(double[] x)
    {
        var y = new double[2, 2];
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 2; j++) y[i, j] = Math.Sin(x[i]) * x[j + 1];
        return y;
    }

    [Differentiable(Order = 2)]
    private static void Fill(double[] x, double[] t, int k)
    {
        for (var i = 0; i < x.Length; i++) t[i] = Math.Sin(x[i]) * x[(i + 1) % x.Length] * k;
    }
}
