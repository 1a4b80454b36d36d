using Diff.Generators.Transform;
using Diff.Testing;

namespace Diff.Generators.Tests.Incrementality;

/// <summary>A caller depends on the contract of its callee; the body is part of it only if it is a small one.</summary>
public sealed class EditsOfCallees
{
    private const string Caller = """
        public static partial class Caller
        {
            [Differentiable] public static double F(double[] x, double[] y)
            {
                Callee.G(x, y);
                return x[0] + y[0];
            }
        }
        """;

    private const string Callee = """
        public static partial class Callee
        {
            [Differentiable] public static void G(double[] x, double[] y)
            {
                H(x, y);
            }

            [Differentiable] public static void H(double[] a, double[] b)
            {
                b[0] = a[0] * a[0];
            }
        }
        """;

    [Fact]
    public void A_body_may_change_as_long_as_it_writes_and_reads_the_same_parameters()
    {
        var steps = StepReasons.Between([Caller, Callee], [Caller, Callee.Replace("a[0] * a[0]", "a[0] * a[1]")]);
        Assert.Equal("Modified", steps.For("Differentiate", "H"));
        Assert.Equal("Unchanged", steps.For("Facts", "H"));
        Assert.Equal("Cached", steps.For("Differentiate", "G"));
        Assert.Equal("Cached", steps.For("Differentiate", "F"));
    }

    [Fact]
    public void Writing_another_parameter_reaches_the_callers_of_callers()
    {
        var steps = StepReasons.Between([Caller, Callee], [Caller, Callee.Replace("b[0] =", "a[0] =")]);
        Assert.Equal("Modified", steps.For("Facts", "H"));
        Assert.Equal("Modified", steps.For("Resolve", "F"));
        Assert.Equal("Modified", steps.For("Differentiate", "F"));
    }

    [Fact]
    public void A_reverse_half_that_reads_other_parameters_reaches_the_callers_of_callers()
    {
        var steps = StepReasons.Between([Caller, Callee], [Caller, Callee.Replace("a[0] * a[0]", "a[0] + a[1]")]);
        Assert.Equal("Modified", steps.For("Facts", "H"));
        Assert.Equal("Modified", steps.For("Resolve", "F"));
    }

    [Fact]
    public void A_new_rule_reaches_only_the_methods_that_call_its_target()
    {
        const string model = """
            public static partial class Model
            {
                public static double S(double x) => x;
                [Differentiable] public static double F(double x) => S(x);
                [Differentiable] public static double G(double x) => x * x;
            }
            """;
        const string rule = "public static class Rules { [DerivativeOf(typeof(Model), nameof(Model.S))] public static double D(double x) => 1; }";
        var steps = StepReasons.Between([model, "class Rules;"], [model, rule]);
        Assert.Equal("Modified", steps.For("Rules", "D"));
        Assert.Equal("Modified", steps.For("Differentiate", "F"));
        Assert.Equal("Unchanged", steps.For("Resolve", "G"));
        Assert.Equal("Cached", steps.For("Differentiate", "G"));
    }

    private const string Small = """
        public static partial class Model
        {
            [Differentiable] public static double Caller(double x) => x * Middle(x);
            [Differentiable] public static double Middle(double x) => Square(x) + x;
            [Differentiable] public static double Square(double x) => x * x;
            [Differentiable] public static double Other(double x) { while (x > 9) x /= 2; return x * x; }
            [Differentiable] public static double CallerOfOther(double x) => x * Other(x);
        }
        """;

    [Fact]
    public void A_small_body_that_changes_reaches_the_callers_of_callers_and_no_others()
    {
        var steps = StepReasons.Between(Small, Small.Replace("=> x * x;", "=> x * x * x;"));
        Assert.Equal("Modified", steps.For("Facts", "Square"));
        Assert.Equal("Modified", steps.For("Differentiate", "Middle"));
        Assert.Equal("Modified", steps.For("Differentiate", "Caller"));
        Assert.Equal("Unchanged", steps.For("Resolve", "CallerOfOther"));
        Assert.Equal("Cached", steps.For("Differentiate", "CallerOfOther"));
    }

    [Fact]
    public void A_small_body_that_says_the_same_reaches_nobody()
    {
        var steps = StepReasons.Between(Small, Small.Replace("=> x * x;", "{ /* square */ return x*x; }"));
        Assert.Equal("Modified", steps.For("Differentiate", "Square"));
        Assert.Equal("Unchanged", steps.For("Facts", "Square"));
        Assert.Equal("Cached", steps.For("Differentiate", "Middle"));
    }

    [Fact]
    public void A_body_that_is_not_small_may_change()
    {
        var steps = StepReasons.Between(Small, Small.Replace("return x * x;", "return x * x * x;"));
        Assert.Equal("Modified", steps.For("Differentiate", "Other"));
        Assert.Equal("Unchanged", steps.For("Facts", "Other"));
        Assert.Equal("Cached", steps.For("Differentiate", "CallerOfOther"));
    }

    [Fact]
    public void Without_inlining_no_body_reaches_a_caller()
    {
        var options = GeneratorOptions.Default with { Generator = new DifferentiableGenerator { Optimizations = Optimizations.All with { Inline = false } } };
        var steps = StepReasons.Between([Small], [Small.Replace("=> x * x;", "=> x * x * x;")], options);
        Assert.Equal("Modified", steps.For("Differentiate", "Square"));
        Assert.Equal("Cached", steps.For("Differentiate", "Middle"));
    }
}
