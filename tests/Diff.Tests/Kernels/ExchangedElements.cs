namespace Diff.Tests.Kernels;

/// <summary>Elements that change places, two of them or one with itself.</summary>
public static partial class ExchangedElements
{
    [Differentiable]
    public static double ReversedInPlace(double[] x)
    {
        var a = (double[])x.Clone();
        for (var i = 0; i < a.Length / 2; i++) (a[i], a[^(i + 1)]) = (a[^(i + 1)], a[i]);
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * a[i] * (i + 1);
        return sum;
    }

    [Differentiable]
    public static double SometimesWithItself(double[] x)
    {
        var a = (double[])x.Clone();
        for (var i = 0; i < a.Length; i++)
        {
            var j = i * 3 % a.Length;
            (a[i], a[j]) = (a[j], a[i]);
            a[i] *= a[j] + i;
        }

        return a[0] + 2 * a[1] + a[^1] * a[2];
    }

    [Differentiable]
    public static double BubbledUp(double[] x)
    {
        Span<double> a = stackalloc double[x.Length];
        x.CopyTo(a);
        for (var n = a.Length; n > 1; n--)
        {
            for (var i = 1; i < n; i++)
            {
                if (a[i - 1] <= a[i]) continue;
                var larger = a[i - 1];
                a[i - 1] = a[i];
                a[i] = larger;
            }
        }

        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += (i + 1) * Math.Sin(a[i]);
        return sum;
    }

    [Differentiable]
    public static double OfTwoArrays(double[] x)
    {
        var (a, b) = ((double[])x.Clone(), new double[x.Length]);
        for (var i = 0; i < x.Length; i++)
        {
            b[i] = x[i] * x[i];
            (a[i], b[x.Length - 1 - i]) = (b[x.Length - 1 - i], a[i]);
        }

        return a[0] * b[1] + a[2] * b[3] + b[^1] * a[^1] + b[^2];
    }

    [Differentiable]
    public static double Rows(double[] x)
    {
        double[][] rows = [[x[0], x[1]], [x[2] * x[0], x[3]], [x[4], x[5] * x[6]]];
        for (var k = 0; k < 2; k++)
        {
            (rows[k], rows[k + 1]) = (rows[k + 1], rows[k]);
            (rows[k][0], rows[k + 1][1]) = (rows[k + 1][1], rows[k][0]);
            rows[k][1] *= x[7];
        }

        return rows[0][0] * rows[1][1] + rows[2][0] * rows[2][0] + rows[1][0] * rows[0][1] * rows[2][1];
    }

    [Differentiable]
    public static double Pairs(double[] x)
    {
        var pairs = new (double A, double B)[4];
        for (var i = 0; i < 4; i++) pairs[i] = (x[2 * i], x[2 * i + 1] * x[i]);
        for (var i = 0; i < 3; i++)
        {
            (pairs[i], pairs[3 - i]) = (pairs[3 - i], pairs[i]);
            (pairs[i].A, pairs[i + 1].B) = (pairs[i + 1].B * x[0], pairs[i].A);
        }

        return pairs[0].A * pairs[1].B + pairs[2].A + pairs[3].B * pairs[3].A + pairs[0].B;
    }
}
