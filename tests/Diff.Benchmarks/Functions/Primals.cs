namespace Diff.Benchmarks.Functions;

/// <summary>The functions that are measured. Black–Scholes is the sample's own.</summary>
public static partial class Primals
{
    [Differentiable]
    public static double Rosenbrock(double x, double y)
    {
        var a = 1 - x;
        var b = y - x * x;
        return a * a + 100 * b * b;
    }

    [Differentiable]
    public static double NewtonSqrt(double a)
    {
        var x = a;
        for (var i = 0; i < 30; i++) x = 0.5 * (x + a / x);
        return x;
    }

    [Differentiable]
    public static double SumOfSquares(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * x[i];
        return sum;
    }

    [Differentiable]
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    [Differentiable]
    public static double Logistic(double r, double start, int steps)
    {
        var x = start;
        for (var i = 0; i < steps; i++) x = r * x * (1 - x);
        return x;
    }
}
