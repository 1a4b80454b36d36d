using BenchmarkDotNet.Attributes;

namespace Diff.Benchmarks;

/// <summary>What recording costs: a tape of its own, a value pushed and popped, an element of a block.</summary>
public class TapeBenchmarks
{
    private const int Values = 5_000;

    [Benchmark]
    public void Rent_and_dispose()
    {
        using var tape = Tape.Rent();
    }

    [Benchmark(OperationsPerInvoke = Values)]
    public double Push_and_pop()
    {
        using var tape = Tape.Rent();
        for (var i = 0; i < Values; i++) tape.Push((double)i);
        var cursor = tape.Read();
        var sum = 0.0;
        for (var i = 0; i < Values; i++) sum += cursor.Pop<double>();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Values)]
    public double Write_and_read_a_block()
    {
        using var tape = Tape.Rent();
        var block = tape.Block<double>(Values);
        for (var i = 0; i < block.Length; i++) block[i] = i;
        var cursor = tape.Read();
        block = cursor.Block<double>(Values);
        var sum = 0.0;
        for (var i = block.Length - 1; i >= 0; i--) sum += block[i];
        return sum;
    }
}
