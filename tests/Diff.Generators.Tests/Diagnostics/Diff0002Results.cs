using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

/// <summary>Two results that may be one array, and such that never are.</summary>
public sealed class Diff0002Results
{
    private const string Same = """
        [Differentiable]
        public static double[] Same(double[] x, int n)
        {
            if (n > 2) return x;
            return (double[])x.Clone();
        }

        """;

    [Theory]
    [InlineData("{|DIFF0002:if (n > 3) b = a;|} return (a, b);")]
    [InlineData("{|DIFF0002:for (var i = 0; i < n; i++) if (i % 2 == 0) (a, b) = (b, a); else b = a;|} return (a, b);")]
    [InlineData("{|DIFF0002:for (var i = 0; i < n; i++) (a, b, c) = (b, b, a);|} return (a, c);")]
    [InlineData("{|DIFF0002:for (var i = 0; i < n; i++) (a, b) = (b, c);|} return (a, b);")]
    [InlineData("var d = a; {|DIFF0002:for (var i = 0; i < n; i++) { d = b; (a, b) = (b, a); }|} return (a, d);")]
    [InlineData("{|DIFF0002:for (var i = 0; i < n; i++) { a = b; if (i > 1) b = new double[n]; }|} return (a, b);")]
    [InlineData("for (var i = 0; i < n; i++) b = {|DIFF0002:Same(a, i)|}; return (a, b);")]
    [InlineData("for (var i = 0; i < n; i++) (a, b) = ({|DIFF0002:Same(b, i)|}, b); return (a, b);")]
    public void Results_that_may_be_one_array_are_refused(string body) => GeneratorHost.Diagnostics(Model.With(Same + Method(body)));

    [Theory]
    [InlineData("for (var i = 0; i < n; i++) (a, b, c) = (b, c, a); return (c, a);")]
    [InlineData("for (var i = 0; i < n; i++) { var t = a; if (i > 1) { t = c; c = a; } a = b; b = t; } return (a, b);")]
    [InlineData("do { if (n == 7) continue; (a, b) = (b, a); } while (--n > 0); return (a, b);")]
    [InlineData("double[]? d = null; for (var i = 0; i < n; i++) { d = a; (a, b) = (b, new double[n]); } return (a, d ?? c);")]
    [InlineData("return n > 0 ? (a, b) : (b, a);")]
    [InlineData("for (var i = 0; i < n; i++) { (a, b) = (b, a); if (n > 5) return (b, a); } return (a, b);")]
    public void Results_that_are_never_one_array_are_followed(string body) => GeneratorHost.Diagnostics(Model.With(Method(body)));

    private static string Method(string body) => $$"""
        [Differentiable]
        public static (double[], double[]) F(double[] x, int n)
        {
            var (a, b, c) = ((double[])x.Clone(), new double[n], (double[])x.Clone());
            {{body}}
        }
        """;
}
