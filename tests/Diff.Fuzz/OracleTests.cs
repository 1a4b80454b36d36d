using System.Text;
using Diff.Fuzz.Harness;
using Diff.Fuzz.Language;
using Diff.Fuzz.Oracle;
using Diff.Fuzz.Printing;

namespace Diff.Fuzz;

/// <summary>The oracle is tested before it judges: against C# itself for values, against finite differences for derivatives.</summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    const int Samples = 2;

    /// <summary>Without generated code no program can take derivatives.</summary>
    [Fact]
    public void Interpreted_values_are_bit_identical_to_compiled_ones()
    {
        var report = new StringBuilder();
        var (calls, skipped, rejected, total) = (0, 0, 0, 0);
        foreach (var batch in Campaign.Batches(Campaign.OracleCount))
        {
            var programs = batch.Select(index => (Index: index, Program: Campaign.Program(index))).Where(pair => !pair.Program.IsNested).ToArray();
            var compiled = new PrimalBatch([.. programs.Select(pair => pair.Program)]);
            total += programs.Length;
            foreach (var (index, program) in programs)
            {
                if (compiled.Rejection(program) is { } rejection)
                {
                    if (rejected++ < 3) output.WriteLine($"C# rejects a program:\n{rejection}\n{ProgramPrinter.Print(program)}");
                    continue;
                }

                for (var sample = 0; sample < Samples; sample++)
                {
                    calls++;
                    var arguments = Campaign.ArgumentsFor(program, index, sample);
                    double[] expected;
                    try
                    {
                        expected = Evaluator.Values(program, arguments, new Trace(), false, value => value);
                    }
                    catch (OracleException exception)
                    {
                        if (exception.Message != "too many steps") report.Append($"{Campaign.Reproduce(index)}: {exception.Message}\n{ProgramPrinter.Print(program)}\n");
                        skipped++;
                        continue;
                    }

                    var actual = compiled.Harness(program).Call(Member.Primal, Arguments.Flatten(arguments));
                    if (!Bits(actual).SequenceEqual(Bits(expected)))
                    {
                        report.Append($"{Campaign.Reproduce(index)}: compiled {Join(actual)}, interpreted {Join(expected)} at {Join(Arguments.Flatten(arguments))}\n{ProgramPrinter.Print(program)}\n");
                    }
                }
            }
        }

        Assert.True(report.Length == 0, report.ToString());
        Assert.True(rejected <= total / 100, $"C# rejects {rejected} of {total} programs");
        Assert.True(skipped <= calls / 50, $"{skipped} of {calls} runs are too long");
    }

    [Fact]
    public void Dual_derivatives_agree_with_finite_differences()
    {
        var report = new StringBuilder();
        var (compared, skipped) = (0, 0);
        foreach (var index in Campaign.Batches(Campaign.OracleCount).SelectMany(batch => batch))
        {
            var program = Campaign.Program(index);
            var arguments = Campaign.ArgumentsFor(program, index, 0);
            try
            {
                var differences = new FiniteDifferences(program, arguments);
                var evaluation = Evaluator.Differentiate(program, arguments, isWidened: true);
                for (var column = 0; column < evaluation.Columns && evaluation.Illness is null; column++)
                {
                    if (differences.Column(column) is not { } estimates)
                    {
                        skipped++;
                        continue;
                    }

                    compared++;
                    for (var row = 0; row < evaluation.Rows; row++)
                    {
                        var expected = evaluation.Jacobian[row, column];
                        if (Math.Abs(estimates[row].Value - expected) <= estimates[row].Uncertainty) continue;
                        report.Append($"{Campaign.Reproduce(index)}: row {row}, column {column}: dual {expected}, differences {estimates[row]}\n{ProgramPrinter.Print(program)}\n");
                    }
                }
            }
            catch (OracleException)
            {
                skipped++;
            }
        }

        Assert.True(report.Length == 0, report.ToString());
        Assert.True(skipped <= compared, $"{skipped} columns skipped, {compared} compared");
    }

    static IEnumerable<long> Bits(double[] values) => values.Select(BitConverter.DoubleToInt64Bits);

    static string Join(double[] values) => string.Join(", ", values.Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
}
