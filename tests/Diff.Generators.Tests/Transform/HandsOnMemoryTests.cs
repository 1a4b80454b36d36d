using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>Memory that is at hand is neither read back nor given a second name.</summary>
public sealed class HandsOnMemoryTests
{
    private static readonly string Text = GeneratorHost.Run(
        """
        public static partial class Model
        {
            [Differentiable]
            public static double Twice(double x, int n)
            {
                for (var i = 0; i < n; i++) x = x * x;
                for (var j = 0; j < n; j++) x = Math.Sin(x);
                return x;
            }

            [Differentiable]
            public static double Nested(double x, int n)
            {
                for (var i = 0; i < n; i++)
                    for (var j = 0; j < n; j++) x = x * x;
                return x;
            }

            [Differentiable]
            public static double Mixed(double x, int n)
            {
                for (var i = 0; i < n; i++) x = x * x;
                while (x > 1) x = Math.Sin(x);
                for (var j = 0; j < n; j++) x = x * x;
                return x;
            }

            [Differentiable]
            public static double Stacked(double x)
            {
                Span<double> hidden = stackalloc double[8];
                for (var i = 0; i < hidden.Length; i++) hidden[i] = Math.Tanh(x + i);
                var sum = 0.0;
                foreach (var h in hidden) sum += h * h * h;
                return sum;
            }
        }
        """).Text;

    [Theory]
    [InlineData("Twice", 0)]
    [InlineData("Nested", 1)]
    [InlineData("Mixed", 1)]
    public void Blocks_that_are_recorded_first_and_outside_of_loops_are_not_read_back(string method, int readBack) =>
        Assert.Equal(readBack, Count(Member(method + "Vjp"), "cursor.Block<double>("));

    [Fact]
    public void A_halved_method_reads_its_blocks_back() => Assert.Equal(2, Count(Member("Twice__Reverse"), "cursor.Block<double>("));

    [Fact]
    public void A_span_over_an_array_of_its_own_is_the_array()
    {
        var member = Member("StackedVjp");
        Assert.Contains("var hidden = scratch.", member, StringComparison.Ordinal);
        Assert.Contains("var hiddenBar = scratch.", member, StringComparison.Ordinal);
        Assert.DoesNotContain("buffer", member, StringComparison.Ordinal);
    }

    private static string Member(string name)
    {
        var start = Text.IndexOf($" double {name}(", StringComparison.Ordinal);
        return Text[start..Text.IndexOf("\n    }\n", start, StringComparison.Ordinal)];
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
