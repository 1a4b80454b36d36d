using System.Numerics;

namespace Diff.Tests.SecondOrder;

/// <summary>Three numbers.</summary>
public struct Triple
{
    public double X, Y, Z;
}

/// <summary>Numbers with a struct of them, some behind properties.</summary>
public readonly record struct Mass(Triple At, double Weight);

/// <summary>Functions of matrices, tuples, structs and single precision, whose Hessians and Jacobians are computed along several directions at once.</summary>
public static partial class ShapedBundles
{
    [Differentiable(Order = 2)]
    public static double Grid(double[,] x, double by)
    {
        var sum = 0.0;
        for (var i = 0; i < x.GetLength(0); i++)
            for (var j = 0; j < x.GetLength(1); j++) sum += Math.Exp(0.1 * x[i, j] * x[0, j]) * by;
        return sum * sum;
    }

    // A matrix of its own, whose rows are written and read back.
    [Differentiable(Order = 2)]
    public static double Jagged(double[] a, double[][] x)
    {
        var y = new double[2, 3];
        for (var i = 0; i < x.Length; i++)
            for (var j = 0; j < x[i].Length; j++) y[i % 2, j % 3] = 0.5 * y[(i + 1) % 2, j % 3] + x[i][j] * a[j % a.Length];
        return y[0, 0] * y[1, 1] + Math.Sin(y[1, 0] * y[0, 2]);
    }

    [Differentiable(Order = 2)]
    public static double Structs(ReadOnlySpan<Triple> x, Mass mass)
    {
        var sum = mass.At.X * mass.Weight;
        var last = mass.At;
        for (var i = 0; i < x.Length; i++)
        {
            var between = x[i];
            between.X -= last.X;
            if (between.Y > 0) between.Y *= last.Z;
            sum += Math.Sqrt(1 + between.X * between.X) * between.Y * mass.Weight + between.Z;
            last = i == 1 ? default : x[i];
        }

        return sum * sum;
    }

    [Differentiable(Order = 2)]
    public static double Moved(Mass[] x)
    {
        var y = new Triple[x.Length];
        for (var step = 0; step < 3; step++)
        {
            for (var i = 0; i < x.Length; i++)
            {
                y[i] = step == 0 ? x[i].At : y[(i + 1) % x.Length];
                y[i].X = y[i].Y * x[i].At.Z + Math.Cos(x[i].Weight);
            }
        }

        return y[0].X * y[^1].X + y[0].Z;
    }

    [Differentiable(Order = 2)]
    public static double Tuples((double A, (double B, double C) D) k, (double, double)[] y)
    {
        var sum = 0.0;
        foreach (var (first, second) in y) sum += Math.Exp(k.A * first) * (k.D.B - second) * k.D.C;
        return sum * k.D.B;
    }

    [Differentiable(Order = 2)]
    public static float Singles(float[] x, float k)
    {
        var sum = 0f;
        for (var i = 0; i < x.Length; i++) sum += MathF.Sqrt(x[i] * x[0]) / (x[^1] + k) + Smoothed(x[i] * k) + Math.Max(x[i], x[0]);
        return sum * sum;
    }

    [Differentiable(Order = 2)]
    public static float Arrows(Vector3[] x)
    {
        var sum = 0f;
        for (var i = 1; i < x.Length; i++) sum += (x[i] - x[i - 1]).Length() * x[i].X;
        return sum * sum;
    }

    [Differentiable(Order = 2)]
    public static double Products(double[,] a, double k)
    {
        var b = Product(Product(a, a), a);
        Scale(b, k);
        return b[0, 1] * b[1, 0] + b[1, 1] * Trace(b, a);
    }

    [Differentiable(Order = 2)]
    public static double Turns(Triple[] x, double[][] by)
    {
        var (y, rows, sum) = (Turned(Turned(x, by[0][0]), by[1][0]), Sines(Sines(by)), 0.0);
        foreach (var at in y) sum += at.X * at.Y + at.Z * at.Z * rows[0][1];
        return sum * rows[1][0];
    }

    [Differentiable(Order = 2)]
    private static double[,] Product(double[,] a, double[,] b)
    {
        var product = new double[a.GetLength(0), b.GetLength(1)];
        for (var i = 0; i < a.GetLength(0); i++)
            for (var j = 0; j < b.GetLength(1); j++)
                for (var k = 0; k < b.GetLength(0); k++) product[i, j] += a[i, k] * Math.Sin(b[k, j]);
        return product;
    }

    [Differentiable(Order = 2)]
    private static void Scale(double[,] x, double k)
    {
        for (var i = 0; i < x.GetLength(0); i++)
            for (var j = 0; j < x.GetLength(1); j++) x[i, j] *= k * x[i, 0];
    }

    [Differentiable(Order = 2)]
    private static double Trace(double[,] x, double[,] by)
    {
        var sum = 0.0;
        for (var i = 0; i < x.GetLength(0); i++) sum += x[i, i] * Math.Exp(by[i, 0]);
        return sum;
    }

    [Differentiable(Order = 2)]
    private static Triple[] Turned(Triple[] x, double k)
    {
        var y = new Triple[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            y[i].X = x[i].Y * k;
            y[i].Y = Math.Sin(x[i].Z * x[i].X);
            y[i].Z = x[i].X * x[(i + 1) % x.Length].Y;
        }

        return y;
    }

    [Differentiable(Order = 2)]
    private static double[][] Sines(double[][] x)
    {
        var y = new double[x.Length][];
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = new double[x[i].Length];
            for (var j = 0; j < x[i].Length; j++) y[i][j] = Math.Sin(x[i][j] * x[0][0]);
        }

        return y;
    }

    [Differentiable]
    public static Triple[] Shifted(Triple[] x)
    {
        var y = new Triple[x.Length + 1];
        for (var i = 0; i < x.Length; i++)
        {
            y[i].X += x[i].Y * x[0].X;
            y[i + 1].Z = y[i].X * x[i].Z;
        }

        return y;
    }

    [Differentiable]
    public static float[] Filtered(float[] x, int length)
    {
        var y = new float[length];
        for (var i = 0; i < length; i++) y[i] = x[i % x.Length] * x[0] + (i > 0 ? 0.5f * y[i - 1] : 0);
        return y;
    }

    [Differentiable]
    public static double[] Sums(double[,] x, (double A, double B) k, int length)
    {
        var y = new double[length];
        for (var i = 0; i < length; i++) y[i] = x[0, i % x.GetLength(1)] * k.A + k.B * x[1, 0] * (i > 0 ? y[i - 1] : 1);
        return y;
    }

    [Differentiable(Order = 2)]
    private static float Smoothed(float x)
    {
        for (var i = 0; i < 3; i++) x = 0.5f * x + MathF.Cos(x);
        return x;
    }
}
