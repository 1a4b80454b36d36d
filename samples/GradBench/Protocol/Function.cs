using System.Text.Json;

namespace GradBench.Protocol;

/// <summary>A function of an eval: it reads its input, computes, possibly many times, and writes its output.</summary>
public abstract class Function
{
    /// <summary>Evaluates the function as often as the input asks for and writes the output as one JSON value.</summary>
    /// <param name="clock">Times each run.</param>
    /// <returns>The nanoseconds of each run; reading and writing are not timed.</returns>
    /// <exception cref="InvalidInputException">The input is not what the function takes.</exception>
    public abstract IReadOnlyList<long> Evaluate(JsonElement input, Utf8JsonWriter output, TimeProvider clock);

    /// <summary>A function in its three parts, of which only <paramref name="run"/> is timed.</summary>
    public static Function Create<TInput, TResult>(
        Func<InputReader, TInput> read, Func<TInput, TResult> run, Action<Utf8JsonWriter, TInput, TResult> write) =>
        new Timed<TInput, TResult>(read, run, write);

    private sealed class Timed<TInput, TResult>(
        Func<InputReader, TInput> read, Func<TInput, TResult> run, Action<Utf8JsonWriter, TInput, TResult> write) : Function
    {
        public override IReadOnlyList<long> Evaluate(JsonElement input, Utf8JsonWriter output, TimeProvider clock)
        {
            var reader = new InputReader(input);
            var (runs, seconds) = reader.Repetitions();
            var arguments = read(reader);
            var timings = new List<long>();
            // A TimeSpan counts in units of 100 nanoseconds: the runs of a small function would be lost in its rounding, and never add up.
            var nanosecondsPerTick = 1e9 / clock.TimestampFrequency;
            var total = 0L;
            TResult result;
            do
            {
                var start = clock.GetTimestamp();
                result = run(arguments);
                var elapsed = clock.GetTimestamp() - start;
                timings.Add((long)(elapsed * nanosecondsPerTick));
                total += elapsed;
            }
            while (timings.Count < runs || total * nanosecondsPerTick < seconds * 1e9);

            write(output, arguments, result);
            return timings;
        }
    }
}
