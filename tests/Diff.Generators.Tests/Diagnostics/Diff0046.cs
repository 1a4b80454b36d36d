using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0046
{
    [Theory]
    [InlineData("var q = x.Select(v => v * v); s_kept = {|DIFF0046:q|}; return q.Sum();")]
    [InlineData("var n = 2; var q = {|DIFF0046:x.Take(n)|}; n = 3; return q.Sum() * n;")]
    [InlineData("var y = x; var q = {|DIFF0046:y.Select(v => v * v)|}; y = new double[2]; return q.Sum() * y.Length;")]
    [InlineData("var y = (double[])x.Clone(); var q = {|DIFF0046:Enumerable.Repeat(y.Sum(), 3)|}; y[0] = 0; return q.Sum();")]
    [InlineData("var y = (double[])x.Clone(); var q = {|DIFF0046:x.Take(y.Count(v => v > 0))|}; y[0] = 0; return q.Sum();")]
    [InlineData("IEnumerable<double> q = {|DIFF0046:x.Select(v => v * v)|}; q = q.Take(1); return q.Sum();")]
    public void A_query_in_a_variable_is_followed_only_if_it_stays_the_same(string body) => GeneratorHost.Diagnostics(Model.With($$"""
        private static IEnumerable<double>? s_kept;

        [Differentiable]
        public static double F(double[] x) { {{body}} }
        """));

    [Theory]
    [InlineData("{|DIFF0046:x.OrderBy(t => t, Comparer<double>.Default)|}.First()")]
    [InlineData("{|DIFF0046:x.Select(f)|}.Sum()")]
    [InlineData("{|DIFF0046:x.Distinct()|}.Sum()")]
    [InlineData("{|DIFF0046:x.Where(t => t > 0).Chunk(2)|}.Count()")]
    [InlineData("{|DIFF0046:x.SelectMany(t => x).First()|}")]
    [InlineData("{|DIFF0046:x.SelectMany(t => x).Any(t => t > 1)|} ? 1 : 0")]
    [InlineData("{|DIFF0046:x.SelectMany(t => x).Take(3)|}.Sum()")]
    [InlineData("{|DIFF0046:x.Where(t => t > 0).ElementAt(^1)|}")]
    [InlineData("{|DIFF0046:x.Concat(x).Index().ToDictionary(p => p.Index, p => p.Item)|}[0]")]
    public void What_is_no_loop_is_refused(string expression) => GeneratorHost.Diagnostics(Model.With($$"""
        [Differentiable]
        public static double F(double[] x, Func<double, double> f) => {{expression}};
        """));

    [Theory]
    [InlineData("x.Distinct().Sum()", "'Distinct' cannot become a loop here because the compiler knows no loop for it;")]
    [InlineData("x.Select(f).Sum()", "'Select' cannot become a loop here because the function 'f' is not named in this method;")]
    [InlineData("x.OrderBy(t => t, Comparer<double>.Default).First()", "'OrderBy' cannot become a loop here because it is not followed with these arguments, after 'x';")]
    [InlineData("x.Where(t => t > 0).Chunk(2).Count()", "'Chunk' cannot become a loop here because it is not followed with these arguments, after 'x.Where(t => t > 0)';")]
    public void The_message_says_what_is_in_the_way(string expression, string message) => Assert.StartsWith(message,
        GeneratorHost.Run(Model.With($$"""
            [Differentiable]
            public static double F(double[] x, Func<double, double> f) => {{expression}};
            """), new GeneratorOptions { Expect = ["DIFF0046"] }).Messages("DIFF0046")[0], StringComparison.Ordinal);

    [Fact]
    public void A_sequence_with_gaps_is_not_paired_with_another_if_its_functions_have_effects() => GeneratorHost.Diagnostics(Model.With("""
        [Differentiable]
        public static double F(double[] x, double[] y)
        {
            var n = 0;
            var sum = {|DIFF0046:x.Where(v => { n++; return v > 0; }).Zip(y, (a, b) => a * b)|}.Sum();
            return sum * n;
        }
        """));

    [Fact]
    public void Loops_and_constants_are_fine() => GeneratorHost.Run(Model.With("""
        private static readonly double[] Weights = [1, 2];

        [Differentiable]
        public static double F(double[] x, [NoGradient] List<double> list) =>
            x.Select(t => t * t).Sum() * Weights.Sum() * list.Sum() * list.Distinct().Count() * list.OrderBy(w => w).First();
        """));
}
