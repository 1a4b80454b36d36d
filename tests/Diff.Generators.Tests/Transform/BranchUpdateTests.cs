using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>Integers that a branch steps are not recorded where it is known which branch was taken.</summary>
public sealed class BranchUpdateTests
{
    [Theory]
    [InlineData("while (i < 4 && j < 8) y[k++] = x[i] <= x[j] ? x[i++] : x[j++];", "if (isTaken) i--;")]
    [InlineData("for (var m = 0; m < 8; m++) if (x[m] > 0.5) { y[k] = x[m] * x[m]; k++; }", "k--;")]
    [InlineData("for (var m = 0; m < 4; m++) { y[m] = x[i] * x[j]; if (x[m] > s) i++; else { i++; j--; } }", "i--;")]
    [InlineData("byte b = 250; while (s < 1 && k < 9) { s += s * x[b % 8] + 0.1; b += 3; k++; }", "b = (byte)(b - 3);")]
    public void A_step_of_a_branch_is_undone(string loop, string expected)
    {
        var vjp = Vjp(loop);
        Assert.Contains(expected, vjp.Split("// reverse sweep")[1], StringComparison.Ordinal);
        Assert.DoesNotContain("16 bytes", vjp, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("while (i < 4) { s = Math.Sin(s * x[i]); if (s > 0.5) i = i * 2 + 1; else i++; }")]
    [InlineData("while (i < 4) { s = Math.Sin(s * x[i]); if (s > 0.5) i += (int)x[i]; else i++; }")]
    public void A_step_that_cannot_be_undone_is_recorded(string loop) => Assert.Contains("// Records i, s", Vjp(loop), StringComparison.Ordinal);

    private static string Vjp(string loop) => GeneratorHost.Run(
        $$"""
        public static partial class Model
        {
            [Differentiable]
            public static double F(double[] x)
            {
                var y = new double[8];
                int i = 0, j = 4, k = 0;
                var s = 0.5;
                {{loop}}
                for (var m = 0; m < 8; m++) s += y[m] * y[m];
                return s + i + j;
            }
        }
        """).Text.Split("double FVjp(")[1].Split("FJvp(")[0];
}
