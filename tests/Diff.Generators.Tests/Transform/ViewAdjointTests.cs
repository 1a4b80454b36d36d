using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>Where the reverse sweep makes the adjoint of a view or row.</summary>
public sealed class ViewAdjointTests
{
    private static readonly string Text = GeneratorHost.Run("""
        public static partial class Model
        {
            [Differentiable] public static double View(ReadOnlySpan<double> x, int n)
            {
                var sum = 0.0;
                for (var i = 0; i < n; i++)
                {
                    var row = x.Slice(i * n, n);
                    for (var j = 0; j < n; j++) sum += Math.Sin(row[j]) * sum;
                }

                return sum;
            }

            [Differentiable] public static double Row(double[][] x, int n)
            {
                var sum = 0.0;
                for (var i = 0; i < n; i++)
                {
                    var row = x[i];
                    if (n > 1) for (var j = 0; j < n; j++) for (var k = 0; k < n; k++) sum += Math.Sin(row[j]) * row[k] * sum;
                }

                return sum;
            }
        }
        """).Text;

    [Fact]
    public void The_adjoint_of_a_view_is_made_once_before_the_loop_that_adds_to_it() =>
        Assert.Matches(@"var rowBar = xGradient\.Slice\(n2, n\);\s+for \(var j = n - 1; j >= 0; j--\)", Text);

    [Fact]
    public void The_adjoint_of_a_row_is_made_once_in_the_branch_that_adds_to_it() =>
        Assert.Matches(@"if \(n > 1\)\s+\{[^}]*var rowBar = xGradient\[i\];\s+for \(var j = n - 1; j >= 0; j--\)", Text);
}
