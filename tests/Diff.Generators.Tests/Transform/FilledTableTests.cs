using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>What the reverse sweep finds where it was is not recorded.</summary>
public sealed class FilledTableTests
{
    [Theory]
    [InlineData("for (var i = 1; i < n; i++) y[i] = y[i - 1] * y[i - 1] * x[i];")]
    [InlineData("for (var i = n - 2; i >= 0; i--) y[i] = y[i + 1] * y[i + 1] * x[i];")]
    [InlineData("for (var j = 1; j < n; j++) for (var k = 0; k < j; k++) y[j] += y[k] * y[k] * x[j];")]
    [InlineData("for (var j = 1; j < n; j++) for (var k = 0; k < j; k++) m[j, k] = m[k, k] * m[k, k] * x[j];")]
    [InlineData("for (var j = 1; j < n; j++) for (var k = 1; k < n; k++) m[j, k] = m[j - 1, k] * m[j - 1, k] * m[j, k - 1];")]
    [InlineData("for (var i = 0; i < n; i++) { var t = Math.Exp(x[i]); y[i] = t; s += t * t; }")]
    [InlineData("for (var k = 0; k < n; k++) for (var i = k + 1; i < n; i++) { w[i * n + k] /= w[k * n + k]; for (var j = k + 1; j < n; j++) w[i * n + j] -= w[i * n + k] * w[k * n + j]; }")]
    [InlineData("for (var i = 1; i < n; i++) for (var j = 0; j < n; j++) { w[2 * (n * i + j)] = x[i] * x[j]; w[2 * (n * i + j) + 1] += w[2 * (n * (i - 1) + j)] * w[2 * (n * (i - 1) + j)]; }")]
    [InlineData("for (var i = 1; i < n; i++) for (var j = 0; j <= i; j++) { if (i == j) continue; m[i, j] = m[j, j] * m[j, j] * x[i]; }")]
    [InlineData("for (var i = 1; i < n; i++) for (var j = 0; j < n; j++) if (j < i) m[i, j] = m[j, j] * m[j, j] * x[i];")]
    [InlineData("for (var k = 0; k < n; k++) { var top = w.AsSpan(k * n, n); for (var i = k + 1; i < n; i++) { var row = w.AsSpan(i * n, n); for (var j = k + 1; j < n; j++) row[j] -= row[k] * top[j]; } }")]
    [InlineData("for (var i = 1; i < n; i++) for (var j = 0; j <= i; j++) { var sum = x[i]; for (var k = 0; k < j; k++) sum -= m[i, k] * m[j, k]; m[i, j] = i == j ? Math.Sqrt(sum) : sum / m[j, j]; }")]
    public void An_element_that_later_iterations_leave_alone_is_not_recorded(string loop) => Assert.DoesNotContain("// Records", Vjp(loop), StringComparison.Ordinal);

    [Theory]
    [InlineData("for (var j = 1; j < n; j++) for (var k = 0; k < n; k++) m[j, k] = m[k, j] * m[k, j] * x[j];")]
    [InlineData("for (var j = 0; j < 3; j++) for (var i = 1; i < n; i++) y[i] = y[i - 1] * y[i - 1] * x[i];")]
    [InlineData("for (var i = 1; i < n; i++) y[i - 1] = y[i - 1] * y[i - 1] * x[i];")]
    [InlineData("for (var i = 0; i < n; i++) { y[i] = x[i] * y[0] * y[0]; }")]
    [InlineData("for (var i = 0; i < n; i++) s *= x[label[i]] * x[label[i]];")]
    [InlineData("for (var k = 1; k < n; k++) for (var j = 0; j <= n; j++) w[k * n + j] = w[k * n - n + j] * w[k * n - n + j] * x[k];")]
    [InlineData("for (var k = 1; k < n; k++) for (var j = 0; j < n; j++) w[k + n * j] = w[k * n + j] * w[k * n + j] * x[k];")]
    [InlineData("for (var i = 1; i < n; i++) for (var j = 0; j < n; j++) { if (i == j) continue; m[i, j] = m[j, j] * m[j, j] * x[i]; m[i, i] = x[j]; }")]
    [InlineData("for (var i = 1; i < n; i++) for (var j = 0; j <= i; j++) if (j <= i) m[i, j] = m[j, j] * m[j, j] * x[i];")]
    [InlineData("for (var k = 1; k < n; k++) { var rows = w.AsSpan(k * n - n, 2 * n); for (var j = 0; j < n; j++) rows[j] = rows[n + j] * rows[n + j] * x[k]; }")]
    public void An_element_that_a_later_iteration_may_write_is_recorded(string loop) => Assert.Contains("// Records", Vjp(loop), StringComparison.Ordinal);

    [Theory]
    [InlineData("p = k", "Records s, p once", "12 bytes")]
    [InlineData("p = 0", "Records m[k, j] once", "8 bytes")]
    public void Rows_that_change_places_below_others_leave_these_alone(string first, string recorded, string bytes)
    {
        var text = Vjp($$"""
            for (var k = 0; k < n; k++)
            {
                var {{first}};
                for (var i = k + 1; i < n; i++) if (m[i, k] > m[p, k]) p = i;
                for (var j = k; j < n; j++) (m[k, j], m[p, j]) = (m[p, j], m[k, j]);
                s *= m[k, k];
                for (var i = k + 1; i < n; i++)
                {
                    m[i, k] /= m[k, k];
                    for (var j = k + 1; j < n; j++) m[i, j] -= m[i, k] * m[k, j];
                }
            }
            """);
        Assert.Contains(recorded, text, StringComparison.Ordinal);
        Assert.Contains(bytes, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r[i] = new double[n];", true)]
    [InlineData("{ var row = new double[n]; r[i] = row; row[0] = x[i]; }", true)]
    [InlineData("{ r[i] = new double[n]; r[i / 2] = r[i]; }", false)]
    [InlineData("{ var row = new double[n]; r[i] = row; r[n - 1] = row; }", false)]
    public void Rows_that_are_made_one_by_one_are_told_apart(string row, bool areApart)
    {
        var text = Vjp($$"""
            var r = new double[n][];
            for (var i = 0; i < n; i++) {{row}}
            for (var k = 0; k < n; k++)
            {
                r[k][k] += x[k];
                for (var i = k + 1; i < n; i++)
                    for (var j = k + 1; j < n; j++) r[i][j] -= 0.5 * r[k][j] * r[k][j];
            }

            for (var i = 0; i < n; i++) s += r[i][i];
            """);
        Assert.Equal(!areApart, text.Contains("once per iteration of for (var j = k + 1; j < n; j++)", StringComparison.Ordinal));
    }

    [Fact]
    public void Labels_are_not_recorded() => Assert.Contains(": 8 bytes", Vjp("for (var i = 0; i < n; i++) y[label[i]] = y[label[i]] * y[label[i]] * x[i];"), StringComparison.Ordinal);

    [Fact]
    public void Labels_are_recorded_where_something_may_write_to_them() =>
        Assert.Contains("an intermediate result once", Vjp("for (var i = 0; i < n; i++) { y[i] += x[label[i]] * x[label[i]] * x[i]; label[i]++; }"), StringComparison.Ordinal);

    [Fact]
    public void Equal_factors_are_recorded_once() => Assert.Contains("Exp(…) once per iteration of for (var i = 0; i < n; i++): 8 bytes", Vjp("for (var i = 0; i < n; i++) s = Math.Exp(s) * Math.Exp(s) * x[i];"), StringComparison.Ordinal);

    [Fact]
    public void A_number_is_recorded_before_it_is_widened() => Assert.Contains("f once per iteration of for (var i = 0; i < n; i++): 4 bytes", Vjp("var f = 1f; for (var i = 0; i < n; i++) f = (float)(x[i] * f); s = f;"), StringComparison.Ordinal);

    [Fact]
    public void An_element_that_is_added_to_is_updated() => Assert.Contains("y[i] += x[i] * y[i - 1];", Vjp("for (var i = 1; i < n; i++) y[i] = y[i] + x[i] * y[i - 1];"), StringComparison.Ordinal);

    [Fact]
    public void Zeros_and_ones_are_left_out_of_indices() => Assert.Contains("y[i] = x[i];", Vjp("const int one = 1, zero = 0; for (var i = 0; i < n; i++) y[zero + i * one] = x[i / one - zero];"), StringComparison.Ordinal);

    private static string Vjp(string loop) => GeneratorHost.Run(
        $$"""
        public static partial class Model
        {
            [Differentiable]
            public static double F(double[] x, int[] label, int n)
            {
                var y = new double[n];
                var m = new double[n, n];
                var w = new double[2 * n * n];
                var s = 0.5;
                y[0] = x[0];
                m[0, 0] = x[0];
                w[0] = x[0];
                {{loop}}
                for (var i = 0; i < n; i++) s += y[i] + m[i, i] + w[i];
                return s;
            }
        }
        """).Text.Split("double FVjp(")[1].Split("FJvp(")[0];
}
