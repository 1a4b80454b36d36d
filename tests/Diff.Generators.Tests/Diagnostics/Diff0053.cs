using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0053
{
    [Theory]
    [InlineData("blocks", 2000, "if (x > 0) {", "x *= x;", "}", "return x;")]
    [InlineData("loops", 500, "while (x > 9) {", "x /= 2;", "}", "return x;")]
    [InlineData("parentheses", 3000, "return", "x;", "", "")]
    public void Code_that_nests_too_deeply_is_refused(string what, int depth, string open, string inner, string close, string last)
    {
        var body = what == "parentheses"
            ? $"return {Repeat("(x * ", depth)}x{Repeat(")", depth)};"
            : $"{Repeat(open, depth)}{inner}{Repeat(close, depth)}{last}";
        var run = GeneratorHost.RunUnchecked([Model.With($"[Differentiable] public static double F(double x) {{ {body} }}")], GeneratorOptions.Default with { SkipNullAnalysis = true });
        Assert.Equal("DIFF0053", Assert.Single(run.Diagnostics.Where(diagnostic => diagnostic.Id.StartsWith("DIFF", StringComparison.Ordinal)).Select(diagnostic => diagnostic.Id).Distinct()));
    }

    [Fact]
    public void The_expression_that_is_one_level_too_deep_is_marked() => GeneratorHost.Diagnostics(Nest(99, "if ({|DIFF0053:x > 0|}) { x *= x; }"));

    [Fact]
    public void Half_as_deep_is_fine() => GeneratorHost.Run(Nest(50, "x *= x;"));

    private static string Nest(int depth, string inner) =>
        Model.With($"[Differentiable] public static double F(double x) {{ {Repeat("if (x > 0) { ", depth)}{inner}{Repeat(" }", depth)} return x; }}");

    [Theory]
    [InlineData("return ", "x * 0.5 + ", 2500, "x;")]
    [InlineData("return ", "x < 0.5 && ", 300, "x < 9 ? x * x : x;")]
    [InlineData("double s; if (x < 0) s = x; ", "else if (x < 0.5) s = x * x; ", 250, "else s = 1; return s;")]
    [InlineData("double[] a = [", "x * 0.5, ", 500, "x]; return a[0] + a[500];")]
    public void Code_that_is_long_is_fine(string first, string repeated, int count, string last)
    {
        var run = GeneratorHost.RunUnchecked([Model.With($"[Differentiable] public static double F(double x) {{ {first}{Repeat(repeated, count)}{last} }}")], GeneratorOptions.Default with { SkipNullAnalysis = true });
        Assert.Empty(run.Diagnostics);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
