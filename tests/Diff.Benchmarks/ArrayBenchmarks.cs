using BenchmarkDotNet.Attributes;
using Diff.Benchmarks.Functions;

namespace Diff.Benchmarks;

public class SumOfSquaresBenchmarks
{
    [Benchmark(Baseline = true)]
    public double Primal() => Primals.SumOfSquares(Inputs.X);

    [Benchmark]
    public double ValueAndGradient() => Primals.SumOfSquaresValueAndGradient(Inputs.X, Inputs.XGradient);

    [Benchmark]
    public double ByHand() => HandWritten.SumOfSquares(Inputs.X, Inputs.XGradient);
}

public class DotBenchmarks
{
    [Benchmark(Baseline = true)]
    public double Primal() => Primals.Dot(Inputs.X, Inputs.Y);

    [Benchmark]
    public double ValueAndGradient() => Primals.DotValueAndGradient(Inputs.X, Inputs.Y, Inputs.XGradient, Inputs.YGradient);

    [Benchmark]
    public double ByHand() => HandWritten.Dot(Inputs.X, Inputs.Y, Inputs.XGradient, Inputs.YGradient);
}
