namespace Diff.Generators.Tests.Analysis;

/// <summary>What the analysis says of random loop nests, against running them.</summary>
public sealed class ElementsApartTests
{
    [Fact]
    public void An_element_that_is_stored_to_later_is_never_taken_for_another()
    {
        var apart = 0;
        for (var seed = 0; seed < 5_000; seed++)
        {
            var program = new IndexProgram(seed);
            var (isApart, isAlwaysApart) = (program.IsApart(), program.IsAlwaysApart());
            if (isApart) apart++;
            for (var n = 0; (isApart || isAlwaysApart) && n < 4; n++)
                for (var m = 0; m < 4; m++)
                {
                    var (after, ever) = program.StoresToLoaded(n, m);
                    Assert.False((isApart && after) || (isAlwaysApart && ever), $"Program {seed} with n = {n}, m = {m}:\n{program}");
                }
        }

        Assert.True(apart > 500, $"The analysis tells the elements of {apart} programs apart only.");
    }
}
