using System.Text.RegularExpressions;
using Diff.Generators.Diagnostics;
using Diff.Testing;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Tests.Documentation;

/// <summary>Every example of the README is compiled, and run if it can be; every marked mistake gets its diagnostic on its line.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<int> Programs => [.. Readme.Examples.Where(IsProgram).Select(example => example.Line)];

    public static TheoryData<int> Mistakes => [.. Readme.Examples.Where(IsMistake).Select(example => example.Line)];

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_program_in_this_line_compiles_without_diagnostics_and_runs(int line)
    {
        var example = At(line);
        var run = GeneratorHost.Run(example.Code);
        if (example.Code.Contains("void Main()")) run.Invoke(TypeWithMain().Match(example.Code).Groups[1].Value, "Main");
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void The_mistake_in_this_line_gets_its_diagnostic(int line)
    {
        var example = At(line);
        var isType = example.Code.Contains("public static class") || example.Code.StartsWith("file static partial class", StringComparison.Ordinal);
        var source = isType ? example.Code : $"public static partial class Example {{\n{example.Code}\n}}";
        var run = GeneratorHost.RunUnchecked([source], GeneratorOptions.Default with { Unsafe = true });
        Assert.Equal(Marked(source), run.Diagnostics.Select(d => (d.Id, Line: d.Location.GetLineSpan().StartLinePosition.Line)));
    }

    [Fact]
    public void Every_diagnostic_and_no_other_has_a_section() =>
        Assert.Equal(
            Descriptors.All.Select(descriptor => descriptor.Id.ToLowerInvariant()).Order(StringComparer.Ordinal),
            Readme.Anchors.Where(anchor => anchor.StartsWith("diff0", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_example_is_a_program_or_a_mistake_or_says_what_generated_it() =>
        Assert.All(Readme.Examples, e => Assert.True(IsProgram(e) || IsMistake(e) || e.Note.Contains("generated:"), $"line {e.Line}"));

    [Fact]
    public void The_generated_code_shown_is_what_is_generated()
    {
        var text = Plain(GeneratorHost.Run(Readme.Examples[0].Code).Text);
        Assert.All(Readme.Examples.Where(e => e.Note.Contains("generated:")), e => Assert.Contains(Plain(e.Code), text));
    }

    private static bool IsProgram(ReadmeExample example) => example.Code.StartsWith("using Diff;", StringComparison.Ordinal);

    private static bool IsMistake(ReadmeExample example) => Mark().IsMatch(example.Code);

    private static ReadmeExample At(int line) => Readme.Examples.Single(example => example.Line == line);

    private static IEnumerable<(string Id, int Line)> Marked(string source) =>
        source.Split('\n').SelectMany((text, line) => Mark().Matches(text).Select(mark => (mark.Groups[1].Value, line)));

    // Indentation depends on where the member stands, and the README leaves out what keeps names unique.
    private static string Plain(string code) =>
        string.Join('\n', code.Replace("global::", "").Split('\n').Select(line => line.Trim()));

    [GeneratedRegex(@"// (DIFF\d{4})")]
    private static partial Regex Mark();

    [GeneratedRegex(@"class (\w+)(?:(?!class)[\s\S])*void Main\(\)")]
    private static partial Regex TypeWithMain();
}
