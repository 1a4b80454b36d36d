namespace Diff.Tests.Kernels;

/// <summary>Dense linear algebra on matrices made of the independents, factored and solved in place.</summary>
public static partial class LinearAlgebra
{
    /// <summary>A symmetric matrix with a large diagonal.</summary>
    [Differentiable]
    public static void FillMatrix(ReadOnlySpan<double> x, double[,] a)
    {
        var n = a.GetLength(0);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                a[i, j] = x[(i + j) % x.Length] * 0.3 + (i == j ? 4 + x[i % x.Length] * x[i % x.Length] : 0);
    }

    [Differentiable]
    public static double LuWithPivoting(double[] x)
    {
        const int n = 4;
        var a = new double[n, n];
        FillMatrix(x, a);
        var sign = 1.0;
        for (var k = 0; k < n; k++)
        {
            var pivot = k;
            for (var i = k + 1; i < n; i++)
                if (Math.Abs(a[i, (k + 1) % n]) > Math.Abs(a[pivot, (k + 1) % n])) pivot = i;
            if (pivot != k)
            {
                sign = -sign;
                for (var j = 0; j < n; j++) (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
            }

            for (var i = k + 1; i < n; i++)
            {
                a[i, k] /= a[k, k];
                for (var j = k + 1; j < n; j++) a[i, j] -= a[i, k] * a[k, j];
            }
        }

        var logarithm = 0.0;
        for (var k = 0; k < n; k++) logarithm += Math.Log(Math.Abs(a[k, k]));
        return sign * logarithm;
    }

    [Differentiable]
    public static double CholeskySolve(double[] x)
    {
        const int n = 4;
        var a = new double[n, n];
        FillMatrix(x, a);
        var l = new double[n, n];
        for (var j = 0; j < n; j++)
        {
            var d = a[j, j];
            for (var k = 0; k < j; k++) d -= l[j, k] * l[j, k];
            l[j, j] = Math.Sqrt(d);
            for (var i = j + 1; i < n; i++)
            {
                var s = a[i, j];
                for (var k = 0; k < j; k++) s -= l[i, k] * l[j, k];
                l[i, j] = s / l[j, j];
            }
        }

        var b = x[..n];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++) b[i] -= l[i, k] * b[k];
            b[i] /= l[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) b[i] -= l[k, i] * b[k];
            b[i] /= l[i, i];
        }

        return b[0] * b[1] + b[2] * b[3];
    }

    [Differentiable]
    public static double Thomas(double[] x)
    {
        var n = x.Length;
        var upper = new double[n];
        var solution = (double[])x.Clone();
        upper[0] = 0.5 / (2 + x[0] * x[0]);
        solution[0] /= 2 + x[0] * x[0];
        for (var i = 1; i < n; i++)
        {
            var m = 1 / (2 + x[i] * x[i] - 0.7 * upper[i - 1]);
            upper[i] = 0.5 * m;
            solution[i] = (solution[i] - 0.7 * solution[i - 1]) * m;
        }

        for (var i = n - 2; i >= 0; i--) solution[i] -= upper[i] * solution[i + 1];
        var s = 0.0;
        foreach (var v in solution) s += v * v;
        return s;
    }

    [Differentiable]
    public static double GaussSeidel(double[] x)
    {
        var n = x.Length;
        var u = new double[n];
        for (var sweep = 0; sweep < 50; sweep++)
        {
            var change = 0.0;
            for (var i = 0; i < n; i++)
            {
                var left = i > 0 ? u[i - 1] : 0;
                var right = i < n - 1 ? u[i + 1] : 0;
                var next = (x[i] + left + right) / (2.5 + x[i] * x[i]);
                change += Math.Abs(next - u[i]);
                u[i] = next;
            }

            if (change < 1e-12) break;
        }

        return u[0] * u[3] + u[n - 1];
    }

    [Differentiable]
    public static void MultiplyAdd(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int n)
    {
        for (var i = 0; i < n; i++)
            for (var k = 0; k < n; k++)
            {
                var scale = a[i * n + k];
                var row = b.Slice(k * n, n);
                var target = c.Slice(i * n, n);
                for (var j = 0; j < n; j++) target[j] += scale * row[j];
            }
    }

    [Differentiable]
    public static double BlockedProduct(double[] x)
    {
        const int n = 2;
        var blocks = new double[4 * n * n];
        for (var i = 0; i < blocks.Length; i++) blocks[i] = Math.Sin(x[i % x.Length] * (i + 1));
        var product = new double[4 * n * n];
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 2; j++)
                for (var k = 0; k < 2; k++)
                    MultiplyAdd(blocks.AsSpan((2 * i + k) * 4, 4), blocks.AsSpan((2 * k + j) * 4, 4), product.AsSpan((2 * i + j) * 4, 4), n);
        var trace = 0.0;
        for (var i = 0; i < product.Length; i += 5) trace += product[i] * product[i];
        return trace;
    }

    [Differentiable]
    public static double JacobiRotations(double[] x)
    {
        const int n = 3;
        var a = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = i; j < n; j++) a[i, j] = a[j, i] = x[i + j] * (i == j ? 3 + i : 0.4);
        for (var sweep = 0; sweep < 6; sweep++)
            for (var p = 0; p < n - 1; p++)
                for (var q = p + 1; q < n; q++)
                {
                    if (Math.Abs(a[p, q]) < 1e-9) continue;
                    var theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
                    var t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
                    var c = 1 / Math.Sqrt(t * t + 1);
                    var s = t * c;
                    for (var k = 0; k < n; k++) (a[k, p], a[k, q]) = (c * a[k, p] - s * a[k, q], s * a[k, p] + c * a[k, q]);
                    for (var k = 0; k < n; k++) (a[p, k], a[q, k]) = (c * a[p, k] - s * a[q, k], s * a[p, k] + c * a[q, k]);
                }

        return a[0, 0] * a[0, 0] + 2 * a[1, 1] + Math.Sin(a[2, 2]);
    }

    [Differentiable]
    public static double GramSchmidt(double[] x)
    {
        const int n = 3;
        var q = new double[n][];
        for (var i = 0; i < n; i++)
        {
            q[i] = new double[n];
            for (var j = 0; j < n; j++) q[i][j] = x[(i * 2 + j) % x.Length] + (i == j ? 2 : 0);
        }

        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
            {
                var dot = 0.0;
                for (var j = 0; j < n; j++) dot += q[i][j] * q[k][j];
                for (var j = 0; j < n; j++) q[i][j] -= dot * q[k][j];
            }

            var norm = 0.0;
            foreach (var v in q[i]) norm += v * v;
            norm = Math.Sqrt(norm);
            for (var j = 0; j < n; j++) q[i][j] /= norm;
        }

        return q[0][1] * q[1][2] + q[2][0] * q[2][0];
    }

    [Differentiable]
    public static double PowerIteration(double[] x)
    {
        const int n = 4;
        var a = new double[n, n];
        FillMatrix(x, a);
        var (v, w) = (new double[n], new double[n]);
        Array.Fill(v, 1);
        var eigenvalue = 0.0;
        for (var step = 0; step < 40; step++)
        {
            for (var i = 0; i < n; i++)
            {
                w[i] = 0;
                for (var j = 0; j < n; j++) w[i] += a[i, j] * v[j];
            }

            var norm = 0.0;
            foreach (var e in w) norm += e * e;
            norm = Math.Sqrt(norm);
            for (var i = 0; i < n; i++) w[i] /= norm;
            (v, w) = (w, v);
            if (Math.Abs(norm - eigenvalue) < 1e-13) break;
            eigenvalue = norm;
        }

        return eigenvalue * v[0];
    }

    [Differentiable]
    public static double[,] Product(double[,] a, double[,] b)
    {
        var c = new double[a.GetLength(0), b.GetLength(1)];
        for (var i = 0; i < c.GetLength(0); i++)
            for (var j = 0; j < c.GetLength(1); j++)
                for (var k = 0; k < b.GetLength(0); k++) c[i, j] += a[i, k] * b[k, j];
        return c;
    }

    [Differentiable]
    public static double PowersOfAMatrix(double[] x)
    {
        double[,] a = { { x[0], x[1] }, { x[2], 0.3 } };
        var power = a;
        for (var k = 0; k < 4; k++) power = Product(power, a);
        power[0, 0] *= power[1, 1];
        return power[0, 0] * power[1, 0] + Product(a, power)[0, 1];
    }

    [Differentiable]
    public static double LuInOneArray(double[] x)
    {
        const int n = 4;
        var a = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                a[i * n + j] = x[(i + j) % x.Length] * 0.3 + (i == j ? 4 + x[i % x.Length] * x[i % x.Length] : 0);
        for (var k = 0; k < n; k++)
            for (var i = k + 1; i < n; i++)
            {
                a[i * n + k] /= a[k * n + k];
                for (var j = k + 1; j < n; j++) a[i * n + j] -= a[i * n + k] * a[k * n + j];
            }

        var logarithm = 0.0;
        for (var k = 0; k < n; k++) logarithm += Math.Log(Math.Abs(a[k * n + k])) * (k + 1);
        return logarithm;
    }

    [Differentiable]
    public static double CholeskyInOneLoop(double[] x)
    {
        const int n = 4;
        var a = new double[n, n];
        FillMatrix(x, a);
        var l = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++) sum -= l[i, k] * l[j, k];
                if (i == j) l[i, j] = Math.Sqrt(sum);
                else l[i, j] = sum / l[j, j];
            }

        var logarithm = 0.0;
        for (var i = 0; i < n; i++) logarithm += Math.Log(l[i, i]) * (i + 1) + l[i, 0];
        return logarithm;
    }

    [Differentiable]
    public static double GaussJordan(double[] x)
    {
        const int n = 4;
        var a = new double[n, n + 1];
        var left = new double[n, n];
        FillMatrix(x, left);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) a[i, j] = left[i, j];
            a[i, n] = Math.Sin(x[i % x.Length]);
        }

        for (var k = 0; k < n; k++)
        {
            var pivot = k;
            for (var i = k + 1; i < n; i++)
                if (Math.Abs(a[i, k] - i) > Math.Abs(a[pivot, k] - i)) pivot = i;
            for (var j = k; j <= n; j++) (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
            var p = a[k, k];
            for (var j = k; j <= n; j++) a[k, j] /= p;
            for (var i = 0; i < n; i++)
            {
                if (i == k) continue;
                var factor = a[i, k];
                for (var j = k; j <= n; j++) a[i, j] -= factor * a[k, j];
            }
        }

        var total = 0.0;
        for (var i = 0; i < n; i++) total += a[i, n] * a[i, n] * (i + 1);
        return total;
    }
}
