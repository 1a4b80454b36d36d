using Diff.Fuzz.Checking;
using Diff.Fuzz.Printing;

namespace Diff.Fuzz;

/// <summary>Random programs: every generated member against the oracle.</summary>
public sealed class DerivativeTests(ITestOutputHelper output)
{
    [Fact]
    public void Generated_members_of_random_programs_agree_with_the_oracle()
    {
        var tally = new Tally();
        var verdicts = Campaign.Batches(Campaign.Count).AsParallel().AsOrdered()
            .SelectMany(batch => Verdicts.Of([.. batch.Select(index => (index, Campaign.Program(index)))]).ToArray());
        foreach (var verdict in verdicts) tally.Add(verdict);

        output.WriteLine($"{tally}\n{tally.Refusals()}");
        if (Campaign.Only is { } only) output.WriteLine(ProgramPrinter.Print(Campaign.Program(only.Index)));
        Assert.True(tally.Failures == 0, tally.Report());
        Assert.True(Campaign.Only is not null || tally.Skipped <= tally.Points / 5, $"too many points are skipped: {tally}");
        Assert.True(Campaign.Only is not null || tally.Flat <= tally.Points / 2, $"too many derivatives are zero: {tally}");
        Assert.True(tally.Rejected <= tally.Programs / 100, $"C# rejects too many programs: {tally}");
    }
}
