namespace Diff.Tests.Language;

public static partial class Distance
{
    public static double Of(double a, double b) => Math.Sqrt(a * a + b * b + 1);

    [DerivativeOf(typeof(Distance), nameof(Of))]
    public static double OfVjp(double a, double b, double weight, ref double aGradient, ref double bGradient)
    {
        var distance = Of(a, b);
        aGradient += weight * a / distance;
        bGradient += weight * b / distance;
        return distance;
    }

    [Differentiable]
    public static double Chain(double x, double y)
    {
        var s = 0.0;
        for (var i = 0; i < 3; i++)
        {
            x = Of(x, y * i);
            s += x;
        }

        return s;
    }
}

public class RuleInLoopTests
{
    // Central differences with a step of 6e-6: error below 1e-9 here.
    [Fact]
    public void A_rule_in_Vjp_form_keeps_the_adjoint_that_a_loop_carries()
    {
        var (x, y) = Distance.ChainGradient(0.4, 0.7);
        GradientCheck.Verify([x, y], p => Distance.Chain(p[0], p[1]), [0.4, 0.7], 1e-8);
    }

    [Fact]
    public void A_rule_in_Vjp_form_serves_forward_mode_in_a_loop()
    {
        var (x, y) = Distance.ChainGradient(0.4, 0.7);
        Assert.Equal(x, Distance.ChainJvp(0.4, 0.7, 1, 0).Tangent, 13);
        Assert.Equal(y, Distance.ChainJvp(0.4, 0.7, 0, 1).Tangent, 13);
    }
}
