namespace Diff.Tests.SecondOrder;

public static partial class Ruled
{
    public static double Soft(double x, double k) => Math.Log(1 + Math.Exp(k * x)) / k;

    [DerivativeOf(typeof(Ruled), nameof(Soft))]
    [Differentiable]
    public static (double, double) SoftDerivative(double x, double k, double result)
    {
        var s = 1 / (1 + Math.Exp(-k * x));
        return (s, (x * s - result) / k);
    }

    [Differentiable(Order = 2)]
    public static double UsesRule(double x, double y)
    {
        var s = 0.0;
        for (var i = 1; i < 4; i++) s += Soft(x * i, y) * Soft(s, 1 + x * x);
        return s;
    }

    // Order 1 needs no more than before.
    [Differentiable]
    public static double Once(double x) => Soft(x, 2);
}

public class RuleTests
{
    [Fact]
    public void A_partials_rule_that_is_differentiable_has_second_derivatives() => SecondDerivatives.Check(
        p => Flat(Ruled.UsesRuleGradient(p[0], p[1])), (p, v) => Flat(Ruled.UsesRuleHvp(p[0], p[1], v[0], v[1])), p => Ruled.UsesRuleHessian(p[0], p[1]),
        [0.7, 1.3], [-0.4, 0.9]);

    [Fact]
    public void First_order_callers_use_the_rule_as_before() => Assert.Equal(1 / (1 + Math.Exp(-1.4)), Ruled.OnceGradient(0.7), 15);

    private static double[] Flat((double X, double Y) gradient) => [gradient.X, gradient.Y];
}
