using System.Diagnostics;
using System.Text.Json;

namespace GradBench.Protocol;

/// <summary>A function of an eval: it reads its input, computes, possibly many times, and writes its output.</summary>
public abstract class Function
{
    /// <summary>Evaluates the function as often as the input asks for and writes the output as one JSON value.</summary>
    /// <returns>The nanoseconds of each run; reading and writing are not timed.</returns>
    /// <exception cref="InvalidInputException">The input is not what the function takes.</exception>
    public abstract IReadOnlyList<long> Evaluate(JsonElement input, Utf8JsonWriter output);

    /// <summary>A function in its three parts, of which only <paramref name="run"/> is timed.</summary>
    public static Function Create<TInput, TResult>(
        Func<InputReader, TInput> read, Func<TInput, TResult> run, Action<Utf8JsonWriter, TInput, TResult> write) =>
        new Timed<TInput, TResult>(read, run, write);

    private sealed class Timed<TInput, TResult>(
        Func<InputReader, TInput> read, Func<TInput, TResult> run, Action<Utf8JsonWriter, TInput, TResult> write) : Function
    {
        public override IReadOnlyList<long> Evaluate(JsonElement input, Utf8JsonWriter output)
        {
            var reader = new InputReader(input);
            var (runs, seconds) = reader.Repetitions();
            var arguments = read(reader);
            var timings = new List<long>();
            var total = TimeSpan.Zero;
            TResult result;
            do
            {
                var start = Stopwatch.GetTimestamp();
                result = run(arguments);
                var elapsed = Stopwatch.GetElapsedTime(start);
                timings.Add((long)elapsed.TotalNanoseconds);
                total += elapsed;
            }
            while (timings.Count < runs || total.TotalSeconds < seconds);

            write(output, arguments, result);
            return timings;
        }
    }
}
