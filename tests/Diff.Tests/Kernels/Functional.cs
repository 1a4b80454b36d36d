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

    [Differentiable]
    public static double QueriesInVariables(double[] x)
    {
        var mean = x.Average();
        var deviations = x.Select(v => v - mean);
        var count = deviations.Count();
        var variance = 0.0;
        foreach (var d in deviations) variance += d * d / count;
        var scale = 2.0;
        var skewed = from d in deviations.Skip(1) where d < 5 select d * d * scale;
        scale = x[0];
        return variance + skewed.Sum() * deviations.Max() + skewed.Average();
    }

    [Differentiable]
    public static double QueryOfElementsThatChange(double[] x)
    {
        var y = (double[])x.Clone();
        var products = Enumerable.Range(0, y.Length - 1).Select(i => y[i] * y[i + 1]);
        var before = products.Sum();
        y[0] = y[1] * y[1];
        return before * products.Sum();
    }

    [Differentiable]
    public static double WhereWithPositions(double[] x) =>
        x.Where((v, i) => i % 2 == 0 || v > 1).Select(v => v * v).Sum() * x.Skip(1).Where((_, i) => i != 2).Aggregate(1.0, (product, v) => product * (v + 0.1 * x[0]));

    [Differentiable]
    public static double Functions_in_arguments_of_functions(double[] x)
    {
        return Apply(t => t * t, Apply(t => x[1] * t, x[0]));
        static double Apply(Func<double, double> function, double value) => function(value) + value;
    }

    [Differentiable]
    public static double Lists_in_arguments_of_functions(double[] x)
    {
        List<double> first = [x[0], x[1]], second = [x[2], 2, x[3] * x[3]];
        return Total(first, Total(second, x[0]));

        static double Total(List<double> values, double factor)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Count; i++) sum += values[i] * (i + factor);
            return sum;
        }
    }
}
