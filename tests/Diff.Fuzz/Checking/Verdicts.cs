using System.Text.RegularExpressions;
using Diff.Fuzz.Harness;
using Diff.Fuzz.Language;
using Diff.Fuzz.Oracle;

namespace Diff.Fuzz.Checking;

/// <summary>What became of one program. <paramref name="Skips"/> holds the reason for each point that was not compared;
/// <paramref name="Refusal"/> is the diagnostic of a program that has no derivatives.</summary>
public sealed record Verdict(FuzzProgram Program, int Index, bool IsRejected, string? Failure, int Points, int Flat, IReadOnlyList<string> Skips, string? Refusal = null)
{
    /// <summary>The failure without its numbers and names, to tell kinds of failures apart.</summary>
    public string Signature => Failure is null ? "" : Verdicts.SignatureOf(Failure);
}

/// <summary>Compiles a batch and checks all members of every program at several points.</summary>
public static partial class Verdicts
{
    const int Samples = 2;

    public static IEnumerable<Verdict> Of(IReadOnlyList<(int Index, FuzzProgram Program)> programs)
    {
        var first = programs[0].Index;
        var batch = new DerivativeBatch([.. programs.Select(pair => pair.Program)], Campaign.IsOptimized(first), Campaign.ChecksNulls(first));
        foreach (var (index, program) in programs)
        {
            if (batch.IsRejected(program)) yield return new(program, index, true, null, 0, 0, []);
            else if (batch.Failure(program) is { } failure) yield return new(program, index, false, failure, 0, 0, []);
            else
            {
                var verdict = Check(program, index, batch.Harness(program));
                yield return verdict with { Failure = verdict.Failure ?? batch.Warning(program) };
            }
        }
    }

    /// <summary>The first line without digits and quoted names.</summary>
    public static string SignatureOf(string failure)
    {
        var id = Numbers().Replace(failure.Split('\n')[0], "#");
        return failure.StartsWith("The generator threw") ? $"{id} {failure.Split('\n').FirstOrDefault(line => line.Contains("Diff.Generators"))?.Split(" in ")[0].Trim()}" : id;
    }

    static Verdict Check(FuzzProgram program, int index, Compiled compiled)
    {
        var (points, flat, skips) = (0, 0, new List<string>());
        for (var sample = 0; sample < Samples; sample++)
        {
            points++;
            try
            {
                var point = new Point(program, Campaign.ArgumentsFor(program, index, sample));
                if (point.Oracle.Illness is { } illness)
                {
                    skips.Add(illness);
                    continue;
                }

                if (point.Oracle.Jacobian.Cast<double>().All(value => value == 0)) flat++;
                var (failure, refusal) = MemberChecks.Run(compiled, point, index);
                if (refusal is not null && program.MayBeRefused) return new(program, index, false, null, 0, 0, [], refusal);
                if ((failure ?? refusal) is { } wrong)
                {
                    return new(program, index, false, $"{wrong}\nat {string.Join(", ", point.Stream)}", points, flat, skips);
                }
            }
            catch (OracleException exception)
            {
                skips.Add(exception.Message);
            }
        }

        return new(program, index, false, null, points, flat, skips);
    }

    [GeneratedRegex(@"(?<![A-Z#])[-+]?\d[\d.]*(E[-+]\d+)?|'[^']*'|NaN")]
    private static partial Regex Numbers();
}
