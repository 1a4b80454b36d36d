using Diff.Generators.Simplify;
using Diff.Testing;

namespace Diff.Generators.Tests.Simplify;

/// <summary>Which loops of derived code become calls that do many elements at a time.</summary>
public sealed class SpanLoopsTests
{
    [Fact]
    public void Both_sides_agree_on_what_is_long() => Assert.Equal(SpanSums.Long, SpanLoops.Long);

    [Theory]
    [InlineData(3, false)]
    [InlineData(SpanSums.Long, true)]
    public void A_loop_that_is_known_to_be_short_stays_a_loop(int length, bool isCalled)
    {
        var generated = GeneratorHost.Run($$"""
            public static partial class Model
            {
                [Differentiable]
                public static double Weigh(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
                {
                    var sum = 0.0;
                    for (var i = 0; i < {{length}}; i++) sum += x[i] * w[i];
                    return sum * sum;
                }
            }
            """);
        Assert.Equal(isCalled, generated.Text.Contains("SpanSums", StringComparison.Ordinal));
    }
}
