using Diff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Generators.Tests.Diagnostics;

/// <summary>Code is broken most of the time while it is typed; nothing may crash.</summary>
public sealed class HalfTypedCode
{
    private const string Sample = """
        using System.Numerics;

        namespace Shop.Models;

        public sealed partial class Model<TKey>(double scale) where TKey : notnull
        {
            private readonly Dictionary<TKey, int> _counts = [];

            public static double Erf(double x) => Math.Tanh(1.2 * x);

            [DerivativeOf(typeof(Rules), nameof(Rules.Erf))]
            public static double ErfDerivative(double x, double result) => 1 - result * result;

            [Differentiable(Name = "Price", Order = 1)]
            public (double Value, float Rest) Evaluate(ReadOnlySpan<double> w, in double rate, [NoGradient] double[] data, TKey key, int n = 3)
            {
                if (w.Length != data.Length) throw new ArgumentException($"{w.Length}", nameof(w));
                var (sum, count) = (0.0, _counts[key]);
                for (var i = 0; i < w.Length; i++)
                {
                    if (data[i] < 0 && i > n) continue;
                    sum += w[i] * data[^1] switch { < 1 => rate, > 10 and < 20 => Math.Exp(-rate), _ => 2 };
                }

                while (sum > 1000) sum /= 2;
                foreach (var x in w[1..]) sum = Math.Max(sum, x);
                double Local(double y) => y > 0 ? y : -y;
                _counts[key] = count + 1;
                return (scale * Local(sum), (float)Square(sum));
            }

            [Differentiable]
            private static T Square<T>(T x) where T : IFloatingPointIeee754<T> => x * x + T.Sin(x);

            [Differentiable]
            static double[] Smooth(double[] a, [NoGradient] List<double> scales)
            {
                var (b, matrix) = (new double[a.Length], new double[2, a.Length]);
                foreach (var scale in scales)
                {
                    for (var i = 1; i < a.Length - 1; i++) b[i] = scale * (a[i - 1] + a[i + 1]) / 2;
                    try { (a, b) = (b, a); }
                    finally { matrix[0, 0] += a[^1]; }
                }
                b.AsSpan(1).Fill(matrix[0, 0]);
                return b;
            }

            [Differentiable]
            static double Read(out double y, ref double z, double x) { y = x; z *= x; return Detach(Gradient.Detach(x)); }
        }
        """;

    private static readonly SyntaxToken[] Tokens = [.. SyntaxFactory.ParseCompilationUnit(Sample).DescendantTokens()];

    [Fact]
    public void No_prefix_crashes_generator_or_analyzer()
    {
        Assert.True(Tokens.Length > 300);
        foreach (var token in Tokens) GeneratorHost.RequireNoCrash(Sample[..token.Span.End]);
    }

    [Fact]
    public void A_missing_token_anywhere_crashes_nothing()
    {
        foreach (var token in Tokens.Where((_, i) => i % 10 == 0)) GeneratorHost.RequireNoCrash(Sample.Remove(token.SpanStart, token.Span.Length));
    }

    [Theory]
    [InlineData("[Differentiable] double F(double x) => x;")]
    [InlineData("partial class A { [Differentiable] }")]
    [InlineData("partial class A { [Differentiable] public double F(double x) => x; [Differentiable] public double F(double x) => x; }")]
    [InlineData("partial class A { [Differentiable] partial double F(double x); [Differentiable] partial double F(double x) => x; }")]
    [InlineData("partial class A { [Differentiable(Name = )] double F(double x) => x; [Differentiable(Order = 1, Order = 2)] double G(Missing x) => x; }")]
    [InlineData("partial class A { [DerivativeOf] double F(double x) => x; [DerivativeOf(typeof(Missing), null)] double G(double x) => x; }")]
    [InlineData("partial class A { [DerivativeOf(typeof(A), \"F\")] static double F(double x) => x; }")]
    [InlineData("partial class A { [Differentiable] double F(double x) => F(x); } class A { [Differentiable] double F(double x) => F(x); }")]
    public void Nonsense_crashes_nothing(string source) => GeneratorHost.RequireNoCrash(source);
}
