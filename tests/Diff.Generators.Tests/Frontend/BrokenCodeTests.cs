using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Generators.Tests.Frontend;

/// <summary>Half-typed and wrong code: found broken, never lowered into a crash.</summary>
public sealed class BrokenCodeTests
{
    private const string Sample =
        """
        namespace N;
        partial class C
        {
            double sigma; static readonly double[] Table = [1, 2];
            double F(double x, ReadOnlySpan<double> a, (double A, int N) t, ref double w, int n)
            {
                var s = 0.0; double G(double q) { if (q > 0) return q; return -q * s; }
                for (var i = 0; i < n; i++) { if (a[i] > x && i > 2) continue; s += Math.Sin(a[^1]) + a[1..^1][0] * sigma; if (s > 10) break; }
                foreach (var e in a) s -= e;
                switch (n) { case 1: if (x > 0) break; x *= 2; break; case > 2 and < 9 when s > 0: return x; default: (x, w) = (w, x); break; }
                Console.WriteLine($"x = {x:F3} {Table.Length}");
                using (var r = new System.IO.StringReader("a")) { do { x /= 2; } while (x > 1); }
                try { t.A++; } finally { Console.WriteLine("done"); }
                var y = (x, t) switch { (> 0, (_, 1)) => G(x), (var v, _) => v is 5 ? throw new Exception("v" + v) : Gradient.Detach(v) };
                return y + (s > 0 ? Math.Max(x, 0) : Table[n]) + new List<int> { n }.Where(k => k > n).Sum();
            }
        }
        """;

    [Fact]
    public void The_sample_itself_is_not_broken() => Assert.False(Lowered.OfFile(Sample).IsBroken);

    [Fact]
    public void The_sample_itself_is_accepted() => Assert.Equal([], Lowered.OfFile(Sample).Reports);

    [Fact]
    public void No_prefix_crashes()
    {
        foreach (var token in CSharpSyntaxTree.ParseText(Sample, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken).DescendantTokens())
            Lowered.OfFile(Sample[..token.Span.End]);
    }

    [Fact]
    public void No_missing_token_crashes()
    {
        foreach (var token in CSharpSyntaxTree.ParseText(Sample, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken).DescendantTokens())
            Lowered.OfFile(Sample.Remove(token.Span.Start, token.Span.Length));
    }

    [Fact]
    public void An_unknown_name_is_broken() => Assert.True(Lowered.Of("static double F(double x) => x * unknown;").IsBroken);

    [Fact]
    public void A_wrong_type_is_broken() => Assert.True(Lowered.Of("static double F(double x) => \"text\";").IsBroken);

    [Fact]
    public void An_unassigned_variable_is_broken() => Assert.True(Lowered.Of("static double F(double x) { double y; return y; }").IsBroken);
}
