using Diff.Testing;

namespace Diff.Generators.Tests.Simplify;

/// <summary>Which loops that copy elements become one call.</summary>
public sealed class CopyLoopsTests
{
    private static readonly Lazy<string> Text = new(() => GeneratorHost.Run("""
        public static partial class Model
        {
            [Differentiable]
            public static double Array(double[] x)
            {
                var y = (double[])x.Clone();
                y[0] *= y[1];
                return y[0] * y[2];
            }

            [Differentiable]
            public static double[,] Matrix(double[,] a, double t)
            {
                var m = (double[,])a.Clone();
                m[0, 0] *= t;
                return m;
            }

            [Differentiable]
            public static double Steps(double[] u, int n)
            {
                var v = new double[u.Length];
                var w = new double[u.Length];
                for (var k = 0; k < n; k++)
                {
                    for (var i = 1; i < u.Length; i++) v[i] = u[i] * w[i - 1];
                    v.CopyTo(w, 0);
                }

                return w[1] * w[2];
            }

            [Differentiable]
            public static void Throwing(ReadOnlySpan<double> p, Span<double> q)
            {
                for (var i = 0; i < p.Length; i++) q[i] = p[i];
                q[0] *= q[0];
            }

            [Differentiable]
            public static void Checked(ReadOnlySpan<double> r, Span<double> s)
            {
                r.CopyTo(s);
                s[0] *= s[0];
            }
        }
        """).Text);

    [Fact]
    public void A_new_array_that_is_filled_by_a_copy_is_a_clone()
    {
        Assert.Contains("var y = scratch.Copy<double>(x);", Text.Value, StringComparison.Ordinal);
        Assert.Contains("var yDot = scratch.Copy<double>(xTangent.Slice(0, x.Length));", Text.Value, StringComparison.Ordinal);
        Assert.Contains("var m = (double[,])a.Clone();", Text.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_of_matrices_are_reversed_by_one_call()
    {
        Assert.Contains("SpanSums.Add<double>(aGradient, mBar);", Text.Value, StringComparison.Ordinal);
        Assert.Contains("Buffers.Copy<double>(aTangent, mDot);", Text.Value, StringComparison.Ordinal);
        Assert.Contains("Buffers.Copy<__Lanes>(aTangent, mDot);", Text.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_into_memory_that_is_there_are_one_call()
    {
        Assert.Contains(" v.CopyTo(w);", Text.Value, StringComparison.Ordinal);
        Assert.Contains(" vDot.CopyTo(wDot);", Text.Value, StringComparison.Ordinal);
        Assert.Contains(" r.CopyTo(s);", Text.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_that_may_throw_halfway_stays_a_loop() =>
        Assert.Contains("for (var i = 0; i < p.Length; i++) q[i] = p[i];", Text.Value, StringComparison.Ordinal);
}
