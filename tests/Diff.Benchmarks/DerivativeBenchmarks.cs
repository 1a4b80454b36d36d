using BenchmarkDotNet.Attributes;
using Diff.Benchmarks.Functions;

namespace Diff.Benchmarks;

/// <summary>Value and gradient against the primal and against a gradient written by hand, for every function.</summary>
public class DerivativeBenchmarks
{
    // One call of the smallest function is below what a timer resolves.
    private const int Calls = 64;

    [ParamsSource(nameof(Functions))]
    public MeasuredFunction Function { get; set; } = null!;

    public static IEnumerable<MeasuredFunction> Functions => MeasuredFunctions.All;

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public double Primal() => Function.Primal(Calls);

    [Benchmark(OperationsPerInvoke = Calls)]
    public double ValueAndGradient() => Function.Derivative(Calls);

    [Benchmark(OperationsPerInvoke = Calls)]
    public double ByHand() => Function.HandWritten(Calls);
}
