namespace Diff.Tests.SecondOrder;

internal static partial class Scalars
{
    [Differentiable(Order = 2)]
    public static double Cube(double x) => x * x * x;

    // The tangents of the adjoints are named x + Dot.
    [Differentiable(Order = 2)]
    public static double NamedLikeTangents(double x, double xDot) => x * x * xDot;

    [Differentiable(Order = 2)]
    public static double CallsNamedLikeTangents(double x, double y) => NamedLikeTangents(x * y, y);

    [Differentiable(Order = 2)]
    public static double Counted(double x, out int iterations, ref int total)
    {
        for (iterations = 0; x < 100; iterations++) x *= x;
        total += iterations;
        return x;
    }

    [Differentiable(Order = 2)]
    public static double CountedElements(double[] x, out int count)
    {
        count = x.Length;
        return count == 0 ? 0 : x[0] * x[0] * x[0];
    }

    [Differentiable(Order = 2)]
    public static double Rosenbrock(double x, double y)
    {
        var a = 1 - x;
        var b = y - x * x;
        return a * a + 100 * b * b;
    }

    [Differentiable(Order = 2)]
    public static double Wave(double x, double y) => Math.Sin(x * y) + Math.Exp(x - y) * Math.Atan2(y, x) + Math.Pow(x * x + 1, y);

    [Differentiable(Order = 2)]
    public static double Quotient(double x, double y) => x / (1 + y * y) + Math.Sqrt(x * x + y * y + 1) / Math.Log(3 + x * x);

    [Differentiable(Order = 2)]
    public static double Pieces(double x, double y)
    {
        if (x > y) return x * x * y;
        var z = y > 0 ? y * y * x : Math.Exp(x * y);
        return z > 2 ? Math.Sin(z) : Math.Abs(z) * Math.Max(x, y * y);
    }

    [Differentiable(Order = 2)]
    public static double Logistic(double r, double start)
    {
        var x = start;
        for (var i = 0; i < 4; i++) x = r * x * (1 - x);
        return x * x;
    }

    [Differentiable(Order = 2)]
    public static double Newton(double a, double b)
    {
        var x = 1.0;
        while (Math.Abs(x * x - a) > 1e-14) x = 0.5 * (x + a / x);
        return x * b * b;
    }

    [Differentiable(Order = 2)]
    public static double Nested(double x, double y)
    {
        var s = 0.0;
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 5; j++)
            {
                if (j > i + 1) break;
                s += Math.Sin(x * i + y * j) * x;
                if (s > 2.5) return s * s;
            }

            if (s < -1) continue;
            x += 0.1 * s * y;
        }

        return s * x;
    }

    [Differentiable(Order = 2)]
    public static double Power(double x, int n) => n == 0 ? 1 : x * Power(x, n - 1);

    [Differentiable(Order = 2)]
    public static double UsesCalls(double x, double y) => Cube(x * y) + Rosenbrock(x, Cube(y)) * Power(x, 3);

    [Differentiable(Order = 2)]
    public static double CallsInLoops(double x, double y)
    {
        var s = 0.0;
        for (var i = 0; i < 4; i++)
        {
            s += Rosenbrock(x, y) * 0.01;
            if (s > 5) break;
            x = Logistic(0.9 + 0.1 * y, Math.Cos(x));
        }

        return s * x;
    }

    [Differentiable(Order = 2)]
    public static double Detached(double x, double y) => Gradient.Detach(x * y) * x * y * y;

    [Differentiable(Order = 2)]
    public static double Linear(double x, double y) => 3 * x - y;

    [Differentiable(Order = 2)]
    public static double WithPair((double a, double b) p, double c)
    {
        var (s, t) = Split(p.a * c, p.b);
        return s * t * c;
    }

    [Differentiable(Order = 2)]
    public static (double, double) Split(double u, double v) => (u * v, Math.Sin(u) + v * v);

    [Differentiable(Order = 2)]
    public static void Scale(ref double x, double factor, out double square)
    {
        x *= factor * x;
        square = x * factor;
    }

    [Differentiable(Order = 2)]
    public static double UsesReferences(double x, double y)
    {
        for (var i = 0; i < 2; i++)
        {
            Scale(ref x, y, out var square);
            x += square * 0.1;
        }

        return x * y;
    }
}
