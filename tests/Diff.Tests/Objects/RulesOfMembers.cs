namespace Diff.Tests.Objects;

/// <summary>A custom rule counts also where the body of the member that calls its method takes the place of a call.</summary>
public static partial class RulesOfMembers
{
    /// <summary>Sums what passes a gate, whose derivative is that of the identity.</summary>
    public sealed class Gated
    {
        public double Sum { get; private set; }

        public void Add(double x) => Sum += Step(x) * x;

        public static double Step(double x) => x > 0 ? 1 : 0.5;
    }

    [DerivativeOf(typeof(Gated), nameof(Gated.Step))]
    public static double StraightThrough(double x) => 1;

    [Differentiable]
    public static double Passed(double x, double y)
    {
        var gated = new Gated();
        gated.Add(x);
        gated.Add(y);
        return gated.Sum;
    }

    [Fact]
    public static void A_rule_is_used_in_a_member_of_an_object_that_the_method_makes() => Assert.Equal((1 + 0.7, 0.5 - 0.4), PassedGradient(0.7, -0.4));
}
