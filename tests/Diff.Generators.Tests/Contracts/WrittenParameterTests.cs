using Diff.Testing;

namespace Diff.Generators.Tests.Contracts;

/// <summary>Which array parameters are counted as written where a variable holds one of them for a while.</summary>
public sealed class WrittenParameterTests
{
    [Theory]
    [InlineData("var w = x; w = new double[2]; w[0] = x[0]; return w[0] * w[0];")]
    [InlineData("var w = x; var s = w[1]; if (b) w = new double[2]; else w = new double[3]; w[0] = x[0] * s; return w[0];")]
    [InlineData("var y = x; x = new double[3]; for (var i = 0; i < 3; i++) x[i] = y[i] * y[i]; return x[0];")]
    public void A_variable_that_holds_something_else_by_then_writes_no_parameter(string body) => Assert.Contains("xGradient", Emitted(body), StringComparison.Ordinal);

    [Theory]
    [InlineData("var w = x; if (b) w = new double[2]; w[0] = 1; return x[0] * x[0];")]
    [InlineData("var w = new double[2]; if (b) w = x; w[0] = 1; return x[0] * x[0];")]
    [InlineData("var w = x; for (var i = 0; i < 2; i++) { w[0] = x[1]; w = new double[2]; } return x[0] * x[0];")]
    [InlineData("var w = new double[2]; for (var i = 0; i < 2; i++) { w[0] = x[1]; w = x; } return x[0] * x[0];")]
    [InlineData("var w = x; while (x[0] < 1) { for (var i = 0; i < 2; i++) { w[0] = 1; } w = new double[2]; } return x[0] * x[0];")]
    [InlineData("var w = x; var v = w; w = new double[2]; v[0] = 1; return x[0] * x[0];")]
    public void A_variable_that_may_still_hold_it_does(string body) => Assert.Contains("xWeight", Emitted(body), StringComparison.Ordinal);

    private static string Emitted(string body) =>
        GeneratorHost.Run($"public static partial class Model {{ [Differentiable] public static double F(double[] x, bool b) {{ {body} }} }}").Text;
}
