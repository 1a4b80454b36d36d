using Diff.Generators.Rules;

namespace Diff.Generators.Tests.Rules;

/// <summary>What the rules say where a function has a kink, a tie, a singular point or a constant operand: exact values.</summary>
public sealed class RuleConventionTests
{
    [Fact]
    public void Absolute_value_has_slope_zero_at_both_zeros()
    {
        Assert.Equal(0, First("Abs", 0, 0.0));
        Assert.Equal(0, First("Abs", 0, -0.0));
    }

    [Theory]
    [InlineData("Max")]
    [InlineData("Min")]
    [InlineData("MaxNumber")]
    [InlineData("MinNative")]
    [InlineData("MaxMagnitude")]
    [InlineData("MinMagnitudeNumber")]
    public void Equal_operands_share_a_tie(string name)
    {
        Assert.Equal(0.5, First(name, 0, 3.0, 3.0));
        Assert.Equal(0.5, First(name, 1, 3.0, 3.0));
    }

    [Theory]
    [InlineData("Max")]
    [InlineData("Min")]
    [InlineData("MaxNumber")]
    [InlineData("MinMagnitude")]
    public void A_tie_with_a_constant_gives_nothing(string name)
    {
        Assert.Equal(0, new RuleProbe(Rule(name, 2), [3.0, 3.0], constants: 1).First(0));
        Assert.Equal(0, new RuleProbe(Rule(name, 2), [3.0, 3.0], constants: 0).First(1));
    }

    [Fact]
    public void Magnitudes_of_opposite_sign_follow_the_operand_returned()
    {
        Assert.Equal((0, 1), (First("MaxMagnitude", 0, -3.0, 3.0), First("MaxMagnitude", 1, -3.0, 3.0)));
        Assert.Equal((1, 0), (First("MinMagnitude", 0, -3.0, 3.0), First("MinMagnitude", 1, -3.0, 3.0)));
    }

    [Fact]
    public void Number_extrema_pass_by_an_operand_that_is_no_number()
    {
        Assert.Equal((1, 0), (First("MaxNumber", 0, 2.0, double.NaN), First("MaxNumber", 1, 2.0, double.NaN)));
        Assert.Equal((0, 1), (First("MinMagnitudeNumber", 0, double.NaN, 2.0), First("MinMagnitudeNumber", 1, double.NaN, 2.0)));
    }

    [Fact]
    public void Clamp_is_flat_at_a_constant_bound()
    {
        foreach (var x in new[] { -1.0, 1.0, -2.0, 2.0 })
            Assert.Equal(0, new RuleProbe(Rule("Clamp", 3), [x, -1.0, 1.0], 1, 2).First(0));
        Assert.Equal(1, new RuleProbe(Rule("Clamp", 3), [0.5, -1.0, 1.0], 1, 2).First(0));
    }

    [Fact]
    public void Clamp_shares_a_tie_with_a_variable_bound()
    {
        Assert.Equal((0.5, 0.5, 0), (First("Clamp", 0, -1.0, -1.0, 1.0), First("Clamp", 1, -1.0, -1.0, 1.0), First("Clamp", 2, -1.0, -1.0, 1.0)));
        Assert.Equal((0.5, 0, 0.5), (First("Clamp", 0, 1.0, -1.0, 1.0), First("Clamp", 1, 1.0, -1.0, 1.0), First("Clamp", 2, 1.0, -1.0, 1.0)));
    }

    [Fact]
    public void Copying_a_sign_has_slope_zero_at_zero()
    {
        Assert.Equal(0, First("CopySign", 0, 0.0, -1.0));
        Assert.Equal(-1, First("CopySign", 0, 2.0, -1.0));
        Assert.Equal(1, First("CopySign", 0, -2.0, -1.0));
    }

    [Fact]
    public void A_remainder_counts_what_was_subtracted()
    {
        Assert.Equal((1, -2), (First("%", 0, 7.5, 3.0), First("%", 1, 7.5, 3.0)));
        Assert.Equal(2, First("%", 1, -7.5, 3.0));
        // 1.0 % 0.1 is just below 0.1, so 9 were subtracted, though the quotient rounds to 10.
        Assert.Equal(-9, First("%", 1, 1.0, 0.1));
        Assert.Equal(0, First("%", 1, 1.0, double.PositiveInfinity));
        Assert.Equal(-3, First("IEEERemainder", 1, 8.5, 3.0));
    }

    [Theory]
    [InlineData("Sqrt", 0.0)]
    [InlineData("Cbrt", 0.0)]
    [InlineData("Log", 0.0)]
    [InlineData("Log2", 0.0)]
    [InlineData("Log10", 0.0)]
    [InlineData("LogP1", -1.0)]
    [InlineData("Log2P1", -1.0)]
    [InlineData("Log10P1", -1.0)]
    [InlineData("Asin", 1.0)]
    [InlineData("AsinPi", -1.0)]
    [InlineData("Acosh", 1.0)]
    [InlineData("Atanh", 1.0)]
    public void A_singular_point_is_infinite_unless_the_weight_is_zero(string name, double x)
    {
        Assert.Equal(double.PositiveInfinity, First(name, 0, x));
        Assert.Equal(0, new RuleProbe(Rule(name, 1), [x]).First(0, weight: 0));
        Assert.Equal(double.NaN, new RuleProbe(Rule(name, 1), [x]).First(0, weight: double.NaN));
    }

    [Theory]
    [InlineData("/", 0.0, 0.0)]
    [InlineData("/", 1.0, 0.0)]
    [InlineData("Atan2", 0.0, 0.0)]
    [InlineData("Pow", 0.0, 0.5)]
    [InlineData("Pow", 0.0, -1.0)]
    [InlineData("Hypot", 0.0, 0.0)]
    [InlineData("Hypot", double.PositiveInfinity, 1.0)]
    [InlineData("Log", 0.0, 2.0)]
    public void A_weight_of_zero_contributes_zero(string name, double x, double y)
    {
        var probe = new RuleProbe(Rule(name, 2), [x, y]);
        Assert.Equal(0, probe.First(0, weight: 0));
        Assert.Equal(0, probe.First(1, weight: 0));
    }

    [Fact]
    public void The_root_of_a_perfect_fit_keeps_its_curvature()
    {
        // d/dx (w ⊗ 1/r) at w = 0, r = 0 and dw/dx = 1: the tangent of the weight is what counts, not a branch taken.
        var probe = new RuleProbe(Rule("Weight.Divide", 2), [0.0, 2.0]);
        Assert.Equal(0.5, probe.First(0));
        Assert.Equal(0, new RuleProbe(Rule("Weight.Times", 2), [0.0, double.PositiveInfinity]).First(1));
        Assert.Equal(double.PositiveInfinity, new RuleProbe(Rule("Weight.Times", 2), [0.0, double.PositiveInfinity]).First(0));
    }

    [Fact]
    public void Hypot_is_flat_at_the_origin()
    {
        Assert.Equal((0, 0), (First("Hypot", 0, 0.0, 0.0), First("Hypot", 1, 0.0, 0.0)));
        Assert.Equal((0, 1), (First("Hypot", 0, 0.0, 2.0), First("Hypot", 1, 0.0, 2.0)));
        Assert.Equal(double.PositiveInfinity, new RuleProbe(Rule("Hypot", 2), [0.0, 0.0]).Second(0, 0));
    }

    [Theory]
    [InlineData(0.0, 0.0, 0.0, 0.0)]
    [InlineData(0.0, 1.0, 1.0, 0.0)]
    [InlineData(0.0, 2.0, 0.0, 0.0)]
    [InlineData(0.0, 3.5, 0.0, 0.0)]
    [InlineData(0.0, 0.5, double.PositiveInfinity, 0.0)]
    [InlineData(2.0, 0.0, 0.0, 0.69314718055994531)]
    [InlineData(-2.0, 3.0, 12.0, double.NaN)]
    public void Powers_at_their_edges(double x, double y, double byBase, double byExponent)
    {
        Assert.Equal(byBase, First("Pow", 0, x, y));
        Assert.Equal(byExponent, First("Pow", 1, x, y));
    }

    [Theory]
    [InlineData(0.0, 2.0, 2.0)]
    [InlineData(0.0, 1.0, 0.0)]
    [InlineData(0.0, 0.0, 0.0)]
    [InlineData(0.0, 3.0, 0.0)]
    [InlineData(-1.5, 3.0, -9.0)]
    [InlineData(-1.5, 4.0, 27.0)]
    [InlineData(2.0, 7.0, 1344.0)]
    public void Powers_are_right_one_order_up(double x, double y, double curvature)
    {
        Assert.Equal(curvature, new RuleProbe(Rule("Pow", 2), [x, y]).Second(0, 0), 12);
        Assert.Equal(curvature, new RuleProbe(Rule("Pow", 2), [x, y], constants: 1).Second(0, 0), 12);
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, double.PositiveInfinity)]
    [InlineData(3, double.PositiveInfinity)]
    public void Roots_at_zero(int degree, double slope) => Assert.Equal(slope, First("RootN", 0, 0.0, degree));

    private static double First(string name, int operand, params object[] point) => new RuleProbe(Rule(name, point.Length), point).First(operand);

    private static Rule Rule(string name, int count) => RuleTable.All.Single(rule => rule.Name == name && rule.OperandCount == count);
}
