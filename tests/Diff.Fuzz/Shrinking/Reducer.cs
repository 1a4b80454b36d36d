using Diff.Fuzz.Checking;
using Diff.Fuzz.Language;

namespace Diff.Fuzz.Shrinking;

/// <summary>Makes a failing program smaller as long as it fails in the same way, a batch of candidates per compilation.</summary>
static class Reducer
{
    const int BatchSize = 40;

    public static Verdict Run(Verdict failing, TimeSpan limit)
    {
        var deadline = DateTime.UtcNow + limit;
        var best = failing;
        while (DateTime.UtcNow < deadline && Step(best, deadline) is { } smaller) best = smaller;
        return best with { Program = best.Program with { Name = failing.Program.Name } };
    }

    static Verdict? Step(Verdict failing, DateTime deadline)
    {
        foreach (var chunk in Reductions.Of(failing.Program).Chunk(BatchSize))
        {
            if (DateTime.UtcNow > deadline) return null;
            var renamed = chunk.Select((program, k) => (failing.Index, program with { Name = $"P{k}" })).ToArray();
            var found = Verdicts.Of(renamed).FirstOrDefault(verdict => verdict.Failure is not null && verdict.Signature == failing.Signature);
            if (found is not null) return found;
        }

        return null;
    }
}
