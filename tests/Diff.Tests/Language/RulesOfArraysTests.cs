namespace Diff.Tests.Language;

public class RulesOfArraysTests
{
    private static readonly double[] X = [0.7, 1.3, -0.4];

    // Central differences with a step of 6e-6: error below 1e-8 here.
    private const double Tolerance = 1e-8;

    [Fact]
    public void A_rule_reads_the_array_of_a_parameter() => Verify(RulesOfArrays.OfParameterGradient(X), RulesOfArrays.OfParameter);

    [Fact]
    public void A_rule_reads_a_copy_that_is_overwritten_afterwards() => Verify(RulesOfArrays.OfOverwrittenGradient(X), RulesOfArrays.OfOverwritten);

    [Fact]
    public void A_rule_reads_what_an_array_held_in_each_iteration() => Verify(RulesOfArrays.InLoopGradient(X), RulesOfArrays.InLoop);

    [Fact]
    public void A_rule_gets_one_array_twice() => Verify(RulesOfArrays.OfOneArrayTwiceGradient(X), RulesOfArrays.OfOneArrayTwice);

    [Fact]
    public void A_rule_reads_matrices_and_jagged_arrays() => Verify(RulesOfArrays.OfMatricesGradient(X), RulesOfArrays.OfMatrices);

    [Fact]
    public void A_rule_writes_an_array_that_has_a_weight() => Verify(RulesOfArrays.OfFilledGradient(X), RulesOfArrays.OfFilled);

    [Fact]
    public void A_rule_reads_a_constant_array() =>
        GradientCheck.Verify([RulesOfArrays.OfConstantGradient(0.7, X)], x => RulesOfArrays.OfConstant(x[0], X), [0.7], Tolerance);

    [Fact]
    public void A_parameter_that_a_rule_writes_has_a_weight()
    {
        double[] y = [5, 2], weight = [3, 7];
        var gradient = 0.0;
        RulesOfArrays.FillSquaredVjp(y, 1.5, weight, ref gradient);
        Assert.Equal([2.25, 4.5], y);
        Assert.Equal((3 + 7 * 2) * 2 * 1.5, gradient, 12);
        Assert.Equal([0, 7 * 2.25], weight);
    }

    [Fact]
    public void A_rule_in_Vjp_form_serves_forward_mode_on_arrays()
    {
        Same(RulesOfArrays.OfParameterGradient(X), RulesOfArrays.OfParameterJvp(X, [2, -3, 5]).Tangent);
        Same(RulesOfArrays.OfOverwrittenGradient(X), RulesOfArrays.OfOverwrittenJvp(X, [2, -3, 5]).Tangent);
        Same(RulesOfArrays.InLoopGradient(X), RulesOfArrays.InLoopJvp(X, [2, -3, 5]).Tangent);
        Same(RulesOfArrays.OfOneArrayTwiceGradient(X), RulesOfArrays.OfOneArrayTwiceJvp(X, [2, -3, 5]).Tangent);
        Same(RulesOfArrays.OfMatricesGradient(X), RulesOfArrays.OfMatricesJvp(X, [2, -3, 5]).Tangent);

        static void Same(double[] gradient, double tangent) => Assert.Equal(2 * gradient[0] - 3 * gradient[1] + 5 * gradient[2], tangent, 12);
    }

    [Fact]
    public void A_pullback_calls_a_rule_as_often_as_it_is_applied()
    {
        using var pullback = RulesOfArrays.OfOverwrittenWithPullback(X);
        Assert.Equal(RulesOfArrays.OfOverwrittenGradient(X), pullback.Gradient(1));
        Assert.Equal(pullback.Gradient(1), pullback.Gradient(1));
    }

    private static void Verify(double[] gradient, Func<double[], double> function) => GradientCheck.Verify(gradient, function, X, Tolerance);
}
