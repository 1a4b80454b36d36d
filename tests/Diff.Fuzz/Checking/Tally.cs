using System.Text;
using Diff.Fuzz.Printing;
using Diff.Fuzz.Shrinking;

namespace Diff.Fuzz.Checking;

/// <summary>Counts verdicts, and reports failures by kind, each with its shortest program reduced.</summary>
sealed class Tally
{
    const int ShownKinds = 6;
    static readonly TimeSpan ShrinkingTime = TimeSpan.FromSeconds(60);
    readonly List<Verdict> failures = [];
    readonly List<Verdict> refusals = [];
    readonly Dictionary<string, int> skips = [];

    public int Programs { get; private set; }

    public int Points { get; private set; }

    public int Flat { get; private set; }

    public int Rejected { get; private set; }

    public int Failures => failures.Count;

    public int Refused => refusals.Count;

    /// <summary>Programs that may be refused.</summary>
    public int Refusable { get; private set; }

    public int Skipped => skips.Values.Sum();

    public void Add(Verdict verdict)
    {
        Programs++;
        Points += verdict.Points;
        Flat += verdict.Flat;
        if (verdict.IsRejected) Rejected++;
        if (verdict.Failure is not null) failures.Add(verdict);
        if (verdict.Refusal is not null) refusals.Add(verdict);
        if (verdict.Program.MayBeRefused) Refusable++;
        foreach (var skip in verdict.Skips)
        {
            var reason = string.Join(' ', skip.Split(' ').Where(word => word.All(char.IsLetter)));
            skips[reason] = skips.GetValueOrDefault(reason) + 1;
        }
    }

    /// <summary>The reasons, each with its shortest program.</summary>
    public string Refusals()
    {
        var text = new StringBuilder();
        foreach (var reason in refusals.GroupBy(verdict => Verdicts.SignatureOf(verdict.Refusal!)).OrderByDescending(reason => reason.Count()))
        {
            var shortest = reason.MinBy(verdict => ProgramPrinter.Print(verdict.Program).Length)!;
            text.Append($"{reason.Count(),5} × {shortest.Refusal}\n        {Campaign.Reproduce(shortest.Index)}\n");
        }

        return text.ToString();
    }

    public override string ToString() =>
        $"{Programs} programs (seed {Campaign.Seed}), {Failures} failed, {Rejected} are no C#, {Refused} of {Refusable} refused; {Points} points, {Flat} with a zero derivative, "
        + $"{Skipped} skipped ({string.Join(", ", skips.Select(pair => $"{pair.Value} {pair.Key}"))})";

    public string Report()
    {
        var text = new StringBuilder($"{this}\n");
        var kinds = failures.GroupBy(verdict => verdict.Signature).OrderByDescending(kind => kind.Count()).ToArray();
        foreach (var kind in kinds) text.Append($"{kind.Count(),5} × {kind.Key}\n");
        foreach (var kind in kinds.Take(ShownKinds))
        {
            var shortest = kind.MinBy(verdict => ProgramPrinter.Print(verdict.Program).Length)!;
            var reduced = Campaign.Shrinks ? Reducer.Run(shortest, ShrinkingTime) : shortest;
            text.Append($"\n=== {Campaign.Reproduce(shortest.Index)}\n{reduced.Failure}\n{ProgramPrinter.Print(reduced.Program)}");
        }

        return text.ToString();
    }
}
