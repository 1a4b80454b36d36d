using Diff.Testing;

namespace Diff.Generators.Tests.Incrementality;

/// <summary>A caller depends on the contract of its callee, never on its body.</summary>
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
}
