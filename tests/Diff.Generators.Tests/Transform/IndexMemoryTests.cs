using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>Arrays of indices and flags come from the scratch memory where nobody else may have them.</summary>
public sealed class IndexMemoryTests
{
    [Theory]
    [InlineData("var p = new int[n]; p[1] = 2; s = x[p[1]];", "scratch.Array<int>(n)")]
    [InlineData("Span<byte> p = stackalloc byte[n]; p.Fill(2); p.Clear(); s = x[p[1]];", "scratch.Zeros<byte>(n)")]
    [InlineData("var p = new long[n, 2]; p[1, 0]++; s = x[p[1, 0]] * p.Length;", "scratch.Matrix<long>(n, 2)")]
    [InlineData("for (var k = 0; k < n; k++) { var p = new bool[n]; p[k] = true; s += p[n - 1 - k] ? x[k] : 0; }", "scratch.Array<bool>(n)")]
    [InlineData("var p = new int[n]; var q = new int[n]; for (var k = 0; k < n; k++) { q[k] = p[0]; s += x[q[k]]; (p, q) = (q, p); }", "scratch.Array<int>(n)")]
    [InlineData("int[] p = [2, 1, 0]; s = x[p[1]];", "new global::System.ReadOnlySpan<int>(new int[] { 2, 1, 0 })")]
    [InlineData("int[] p = [2, 1, 0]; p[0]--; s = x[p[0]];", "scratch.ArrayOf<int>(new global::System.ReadOnlySpan<int>(new int[] { 2, 1, 0 }))")]
    [InlineData("var y = (double[])x.Clone(); Array.Sort(y); s = y[1] * y[0];", "global::Diff.Sorting.Order<double>(y, order);")]
    [InlineData("var y = (double[])x.Clone(); Array.Sort(y, static (a, b) => b.CompareTo(a)); s = y[1] * y[0];", "var order = scratch.Array<int>(y.Length);")]
    [InlineData("var y = (double[])x.Clone(); for (var k = 0; k < n; k++) { y[k] += s; Array.Sort(y); s = Math.Sin(s + y[1]); }", "var order = tape.Array<int>(y.Length);")]
    [InlineData("var p = new int[n]; p[1] = 1; var y = (double[])x.Clone(); Array.Sort(p, y); s = y[1] * y[0];", "global::Diff.Sorting.Order<int>(p, order);")]
    [InlineData("s = x.OrderBy(static v => v).First() * x[0];", "global::Diff.Sorting.By<double>(count, buffer2, false, order);")]
    [InlineData("var p = new List<int>(); p.Add(1); s = x[p[0]];", "scratch.List<int>()")]
    [InlineData("for (var k = 0; k < n; k++) { var p = new List<int>(n); p.Add(k); p.Clear(); p.Add(k); foreach (var i in p) s += x[i] * x[k]; }", "scratch.List<int>(n)")]
    public void What_is_only_indexed_is_lent(string body, string expected) => Assert.Contains(expected, Vjp(body), StringComparison.Ordinal);

    [Theory]
    [InlineData("var p = new int[n]; Keep(p); s = x[p[1]];")]
    [InlineData("var p = new int[n]; s_kept = p; s = x[p[1]];")]
    [InlineData("var p = s_kept; if (n > 2) p = new int[n]; s = x[p[1]];")]
    [InlineData("int[] p = null!; for (var k = 0; k < n; k++) { var q = new int[n]; if (p is not null) s += x[p[0]]; p = q; }")]
    [InlineData("var p = new int[n][]; p[0] = new int[n]; s = x[p[0][1]];")]
    public void What_somebody_may_have_is_not_lent(string body)
    {
        var vjp = Vjp(body);
        Assert.Contains("new int[n]", vjp, StringComparison.Ordinal);
        Assert.DoesNotContain("scratch.Array<int>", vjp, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var p = new List<int>(); Keep(p); s = x[p[0]];")]
    [InlineData("var p = new List<int>(); var q = n > 2 ? p : s_list; q.Add(1); s = x[q[0]];")]
    [InlineData("var p = new List<int>(); foreach (var i in p) { s += x[i]; p.Add(1); }")]
    [InlineData("var p = new List<int>(); p.AddRange(p); s = x[p.Count];")]
    [InlineData("var p = new List<int>(); IEnumerable<int> q = p; foreach (var i in q) s += x[i];")]
    public void A_list_that_somebody_may_have_is_not_lent(string body) =>
        Assert.DoesNotContain("scratch.List<int>", Vjp(body), StringComparison.Ordinal);

    private static string Vjp(string body) => GeneratorHost.Run(
        $$"""
        public static partial class Model
        {
            private static int[] s_kept = [1, 2, 3];

            private static void Keep(int[] p) => s_kept = p;

            private static List<int> s_list = [1, 2, 3];

            private static void Keep(List<int> p) => s_list = p;

            [Differentiable]
            public static double F(double[] x, int n)
            {
                var s = 0.0;
                {{body}}
                return s;
            }
        }
        """).Text.Split("double FVjp(")[1].Split("FJvp(")[0];
}
