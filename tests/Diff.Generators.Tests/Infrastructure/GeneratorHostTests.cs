using Diff.Testing;
using Xunit.Sdk;

namespace Diff.Generators.Tests.Infrastructure;

public sealed class GeneratorHostTests
{
    [Fact]
    public void A_loaded_program_can_be_called()
    {
        var run = GeneratorHost.Run("public static class Model { public static double Twice(double x) => 2 * x; }");
        Assert.Equal(6, run.Delegate<Func<double, double>>("Model", "Twice")(3));
        Assert.Equal(6.0, run.Invoke("Model", "Twice", 3.0));
    }

    [Fact]
    public void A_program_can_depend_on_another()
    {
        var library = GeneratorHost.Run(
            "public static class Library { public static double Twice(double x) => 2 * x; }",
            new GeneratorOptions { AssemblyName = "Library" });
        var run = GeneratorHost.Run(
            "public static class Model { public static double Four(double x) => 2 * Library.Twice(x); }",
            new GeneratorOptions { Dependencies = [library] });
        Assert.Equal(12.0, run.Invoke("Model", "Four", 3.0));
    }

    [Fact]
    public void An_error_that_was_not_asked_for_fails_the_test()
    {
        var failure = Assert.ThrowsAny<XunitException>(() => GeneratorHost.Run("class C { int F() => missing; }"));
        Assert.Contains("CS0103", failure.Message);
        Assert.Contains("class C { int F() => missing; }", failure.Message);
    }

    [Fact]
    public void A_diagnostic_that_does_not_come_fails_the_test() =>
        Assert.Contains(
            "Not reported: CS0103",
            Assert.ThrowsAny<XunitException>(() => GeneratorHost.Run("class C;", new GeneratorOptions { Expect = ["CS0103"] })).Message);

    [Fact]
    public void Broken_input_is_accepted_when_asked_for()
    {
        var run = GeneratorHost.Run("class C { int F( => ;", new GeneratorOptions { BrokenInput = true });
        Assert.NotEmpty(run.Diagnostics);
    }

    [Fact]
    public void Markup_names_the_place_of_each_diagnostic()
    {
        GeneratorHost.Diagnostics("class C { int F() => {|CS0103:missing|}; }");
        var failure = Assert.ThrowsAny<XunitException>(() => GeneratorHost.Diagnostics("class C { {|CS0103:int|} F() => missing; }"));
        Assert.Contains("CS0103 at 21: missing", failure.Message);
    }

    [Fact]
    public void Squiggles_are_the_texts_under_a_diagnostic()
    {
        var run = GeneratorHost.Run("class C { int F() => one + two; }", new GeneratorOptions { Expect = ["CS0103"] });
        Assert.Equal(["one", "two"], run.Squiggles("CS0103"));
        Assert.Contains("'one'", run.Messages("CS0103")[0]);
    }

    [Fact]
    public void Checked_arithmetic_is_an_option()
    {
        const string source = "public static class Model { public static int Next(int x) => x + 1; }";
        Assert.Equal(int.MinValue, GeneratorHost.Run(source).Invoke("Model", "Next", int.MaxValue));
        var run = GeneratorHost.Run(source, new GeneratorOptions { Checked = true });
        Assert.Throws<OverflowException>(() => run.Invoke("Model", "Next", int.MaxValue));
    }
}
