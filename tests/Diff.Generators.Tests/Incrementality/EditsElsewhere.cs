using Diff.Testing;

namespace Diff.Generators.Tests.Incrementality;

public sealed class EditsElsewhere
{
    private const string Before = """
        public static partial class Model
        {
            [Differentiable] public static double F(double x) => x * G(x);

            [Differentiable] public static double G(double x) { while (x > 9) x /= 2; return x * x; }
        }
        """;

    private const string Other = "public static class Other { public static int N => 1; }";

    [Fact]
    public void Editing_another_file_differentiates_nothing()
    {
        var steps = StepReasons.Between([Before, Other], [Before, Other.Replace("1", "2")]);
        Assert.Equal("Cached", steps.For("Lower", "F"));
        Assert.Equal("Cached", steps.For("Resolve", "F"));
        Assert.Equal("Cached", steps.For("Differentiate", "F"));
    }

    [Fact]
    public void Blank_lines_above_differentiate_nothing()
    {
        var steps = StepReasons.Between(Before, "\n\n" + Before.Replace("[Diff", "\n\n    [Diff"));
        Assert.Equal("Cached", steps.For("Lower", "F"));
        Assert.Equal("Cached", steps.For("Differentiate", "F"));
    }

    [Fact]
    public void Comments_differentiate_nothing()
    {
        var steps = StepReasons.Between(Before, "// top\n" + Before.Replace("return x * x", "return /* square */ x * x"));
        Assert.Equal("Cached", steps.For("Lower", "F"));
        Assert.Equal("Cached", steps.For("Differentiate", "F"));
        Assert.Equal("Cached", steps.For("Differentiate", "G"));
    }

    [Fact]
    public void Editing_one_method_differentiates_that_one_only()
    {
        var steps = StepReasons.Between(Before, Before.Replace("x * x;", "x + x;"));
        Assert.Equal("Modified", steps.For("Lower", "G"));
        Assert.Equal("Modified", steps.For("Differentiate", "G"));
        Assert.Equal("Unchanged", steps.For("Facts", "G"));
        Assert.Equal("Cached", steps.For("Differentiate", "F"));
    }

    [Fact]
    public void Renaming_a_parameter_of_a_callee_differentiates_the_caller()
    {
        var steps = StepReasons.Between(Before, Before.Replace("G(double x) { while (x > 9) x /= 2; return x * x; }", "G(double y) { while (y > 9) y /= 2; return y * y; }"));
        Assert.Equal("Modified", steps.For("Lower", "F"));
        Assert.Equal("Modified", steps.For("Differentiate", "F"));
    }

    [Fact]
    public void Adding_a_member_without_derivatives_above_differentiates_nothing()
    {
        var steps = StepReasons.Between(Before, Before.Replace("{\n    [Diff", "{\n    public static int Count { get; set; }\n\n    [Diff"));
        Assert.Equal("Cached", steps.For("Differentiate", "F"));
        Assert.Equal("Cached", steps.For("Differentiate", "G"));
    }

    /// <summary>
    /// Roslyn compares what a step gives with what it gave before slot by slot, in the order of the file: a method inserted above is
    /// compared with the one that stood there, and so is each one below with its predecessor. No name reaches the driver: the models that
    /// are shifted are equal to those before, as the facts of their callers show, which depend on the contracts by key and stay as they are.
    /// Another file has slots of its own.
    /// </summary>
    [Fact]
    public void Adding_a_method_above_differentiates_those_below_in_the_file_and_no_other()
    {
        const string caller = "public static partial class Caller { [Differentiable] public static double K(double x) => Model.F(x); }";
        var steps = StepReasons.Between([Before, caller],
            [Before.Replace("{\n    [Diff", "{\n    [Differentiable] public static double H(double x) => x;\n\n    [Diff"), caller]);
        Assert.Equal("Modified", steps.For("Lower", "H"));
        Assert.Equal("Modified", steps.For("Differentiate", "F"));
        Assert.Equal("New", steps.For("Differentiate", "G"));
        Assert.Equal("Cached", steps.For("Differentiate", "K"));
    }

    [Fact]
    public void Adding_a_method_at_the_end_differentiates_the_new_one_only()
    {
        var steps = StepReasons.Between(Before, Before.Replace("x * x; }", "x * x; }\n    [Differentiable] public static double H(double x) => x;"));
        Assert.Equal("New", steps.For("Differentiate", "H"));
        Assert.Equal("Cached", steps.For("Differentiate", "F"));
        Assert.Equal("Cached", steps.For("Differentiate", "G"));
    }
}
