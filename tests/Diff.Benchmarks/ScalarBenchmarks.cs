using BenchmarkDotNet.Attributes;
using BlackScholes;
using Diff.Benchmarks.Functions;

namespace Diff.Benchmarks;

public class RosenbrockBenchmarks
{
    private readonly double x = Inputs.Unit(0);
    private readonly double y = Inputs.Unit(1);

    [Benchmark(Baseline = true)]
    public double Primal() => Primals.Rosenbrock(x, y);

    [Benchmark]
    public (double Value, (double x, double y) Gradient) ValueAndGradient() => Primals.RosenbrockValueAndGradient(x, y);

    [Benchmark]
    public (double Value, (double x, double y) Gradient) ByHand() => HandWritten.Rosenbrock(x, y);
}

public class BlackScholesBenchmarks
{
    private readonly double spot = 90 + 20 * Inputs.Unit(0);

    [Benchmark(Baseline = true)]
    public double Primal() => EuropeanCall.Price(spot, 105, 0.03, 0.2, 1.5);

    [Benchmark]
    public (double Value, (double spot, double strike, double rate, double volatility, double years) Gradient) ValueAndGradient() =>
        EuropeanCall.PriceValueAndGradient(spot, 105, 0.03, 0.2, 1.5);

    [Benchmark]
    public (double Value, (double spot, double strike, double rate, double volatility, double years) Gradient) ByHand() =>
        HandWritten.Price(spot, 105, 0.03, 0.2, 1.5);
}

public class NewtonSqrtBenchmarks
{
    private readonly double a = 1 + Inputs.Unit(0);

    [Benchmark(Baseline = true)]
    public double Primal() => Primals.NewtonSqrt(a);

    [Benchmark]
    public (double Value, double Gradient) ValueAndGradient() => Primals.NewtonSqrtValueAndGradient(a);

    [Benchmark]
    public (double Value, double Gradient) ByHand() => HandWritten.NewtonSqrt(a);
}

public class LogisticBenchmarks
{
    private readonly double start = 0.1 + 0.8 * Inputs.Unit(0);

    [Benchmark(Baseline = true)]
    public double Primal() => Primals.Logistic(3.5, start, Inputs.Steps);

    [Benchmark]
    public (double Value, (double r, double start) Gradient) ValueAndGradient() =>
        Primals.LogisticValueAndGradient(3.5, start, Inputs.Steps);

    [Benchmark]
    public (double Value, (double r, double start) Gradient) ByHand() => HandWritten.Logistic(3.5, start, Inputs.Steps);
}
