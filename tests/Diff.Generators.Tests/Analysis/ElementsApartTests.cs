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
            if (!program.IsApart()) continue;
            apart++;
            for (var n = 0; n < 4; n++)
                for (var m = 0; m < 4; m++)
                    Assert.False(program.StoresToLoaded(n, m), $"Program {seed} with n = {n}, m = {m}:\n{program}");
        }

        Assert.True(apart > 500, $"The analysis tells the elements of {apart} programs apart only.");
    }
}
