using Diff.Testing;

namespace Diff.Generators.Tests.Incrementality;

/// <summary>Second derivatives, classes, structs and interfaces: an edit that they do not depend on differentiates and emits nothing.</summary>
public sealed class EditsAroundObjects
{
    private const string Before = """
        public partial interface ICurve
        {
            [Differentiable] double At(double x);
        }

        public partial class Line : ICurve
        {
            [Differentiable] public double At(double x) { while (x > 9) x /= 2; return 3 * x; }
        }

        [Differentiable]
        public partial class Spring
        {
            public double Rate;

            public double Energy(double x) { while (x > 9) x /= 2; return Rate * x * x; }
        }

        [Differentiable]
        public partial struct Point
        {
            public double X;

            public double Y;
        }

        public static partial class Model
        {
            [Differentiable(Order = 2)] public static double Curved(double x) => x * Inner(x);

            [Differentiable(Order = 2)] public static double Inner(double x) { while (x > 9) x /= 2; return x * x; }

            [Differentiable] public static double OnCurve(ICurve curve, double x) => curve.At(x) * x;

            [Differentiable] public static double OnSpring(Spring spring, double x) => spring.Energy(x) * x;

            [Differentiable] public static double OnPoint(Point p) => p.X * p.Y;

            public static double Slope(double x) => Gradient.Of(static (double x) => Inner(x) * x, x);
        }
        """;

    [Theory]
    [InlineData("// a comment\n", "")]
    [InlineData("\n\n\n", "")]
    [InlineData("", "\npublic static class Later { }")]
    public void Edits_above_and_below_differentiate_nothing(string above, string below)
    {
        var steps = StepReasons.Between(Before, above + Before + below);
        Assert.DoesNotContain(steps.All, step => step.Step is "Resolve" or "Differentiate" or "Facts" && !step.IsCached);
        Assert.DoesNotContain(steps.All, step => step.Step is "Lower" or "Classes" or "Interfaces" or "Structs" && !step.IsCached);
    }

    [Fact]
    public void Only_the_table_of_calls_is_made_again_when_calls_move()
    {
        var steps = StepReasons.Between(Before, "// a comment\n" + Before);
        Assert.Contains(steps.All, step => step.Step == "Intercept" && !step.IsCached);
        Assert.Single(steps.All, step => step.Step == "SourceOutput" && !step.IsCached);
    }

    [Theory]
    [InlineData("return x * x;", "return x + x;", "Inner")]
    [InlineData("return 3 * x;", "return 4 * x;", "At")]
    [InlineData("return Rate * x * x;", "return Rate * x;", "Energy")]
    public void Editing_a_body_differentiates_its_own_method_only(string before, string after, string method)
    {
        var steps = StepReasons.Between(Before, Before.Replace(before, after, StringComparison.Ordinal));
        var changed = steps.All.Where(step => step.Step == "Differentiate" && !step.IsCached).ToList();
        Assert.NotEmpty(changed);
        Assert.All(changed, step => Assert.Contains(method, step.Method, StringComparison.Ordinal));
    }
}
