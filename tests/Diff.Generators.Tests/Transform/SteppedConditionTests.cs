using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>Loops that step their index where they test it.</summary>
public sealed class SteppedConditionTests
{
    [Theory]
    [InlineData("for (var i = x.Length; i-- > 0;) s = s * 0.5 + x[i] * Math.Sin(s);")]
    [InlineData("var i = -1; while (++i < x.Length) s = s * 0.5 + x[i] * Math.Sin(s);")]
    [InlineData("while (n-- > 0) s = s * 0.5 + x[n] * Math.Sin(s);")]
    public void The_loop_is_counted_and_records_no_index(string loop)
    {
        var emitted = Emitted(loop);
        Assert.Contains("// Records s, Sin(…) once per iteration of ", emitted, StringComparison.Ordinal);
        Assert.DoesNotContain("trips", emitted, StringComparison.Ordinal);
    }

    [Fact]
    public void The_index_begins_a_step_further()
    {
        var emitted = Emitted("for (var i = x.Length; i-- > 0;) s = s * 0.5 + x[i] * Math.Sin(s);");
        Assert.Contains(" - 1; i2 >= 0; i2--)", emitted, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_that_does_more_is_kept_in_a_flag() =>
        Assert.Contains("while (go)", Emitted("while (n-- > 0 && s < 3) s = s * 0.5 + x[n] * Math.Sin(s);"), StringComparison.Ordinal);

    private static string Emitted(string loop) => GeneratorHost
        .Run($"public static partial class Model {{ [Differentiable] public static double F(double[] x, int n) {{ var s = 1.0; {loop} return s; }} }}")
        .Text;
}
