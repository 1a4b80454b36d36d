namespace Diff.Tests.Kernels;

/// <summary>Lambdas and LINQ.</summary>
public static partial class Functional
{
    [Differentiable]
    public static double SoftMax(double[] x)
    {
        var largest = x.Max();
        var exponentials = x.Select(t => Math.Exp(t - largest)).ToArray();
        var sum = exponentials.Sum();
        return exponentials.Select((e, i) => e / sum * i).Sum();
    }

    [Differentiable]
    public static double Variance(double[] x)
    {
        var mean = x.Average();
        return x.Sum(t => (t - mean) * (t - mean)) / (x.Length - 1) + x.Zip(x.Skip(1), (a, b) => Math.Abs(a - b)).Average();
    }

    [Differentiable]
    public static double Polynomial(double[] x)
    {
        Func<double, double> horner = t => x.Aggregate(0.0, (sum, c) => sum * t + c);
        return Enumerable.Range(0, 5).Select(k => horner(0.2 * k - 0.4)).Where(v => v > -5).Sum(v => v * v);
    }

    [Differentiable]
    public static double Integrate(double[] x)
    {
        return Simpson(t => Math.Sin(x[0] * t) * x[1], 0, x[3], 6) + Simpson(t => t * t * x[2] + Math.Exp(t), 0, x[1], 4);

        static double Piece(Func<double, double> f, double a, double b) => (f(a) + 4 * f(0.5 * (a + b)) + f(b)) * (b - a) / 6;

        double Simpson(Func<double, double> f, double a, double b, int n)
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++) sum += Piece(f, a + (b - a) * i / n, a + (b - a) * (i + 1) / n);
            return sum;
        }
    }
}
