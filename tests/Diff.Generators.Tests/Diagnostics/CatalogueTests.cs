using System.Runtime.CompilerServices;
using Diff.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Tests.Diagnostics;

/// <summary>Every diagnostic is documented, listed in the release file and tested, and nothing else is.</summary>
public sealed class CatalogueTests
{
    private static readonly string[] Ids = [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    [Fact]
    public void Ids_are_unique_and_in_order() => Assert.Equal(Ids.Distinct().Order(StringComparer.Ordinal), Ids);

    [Fact]
    public void Every_id_has_a_heading_in_the_readme() =>
        Assert.Equal(Ids, Lines("README.md").Where(line => line.StartsWith("#### DIFF", StringComparison.Ordinal)).Select(line => line[5..].Trim()));

    [Fact]
    public void Every_help_link_leads_to_that_heading() =>
        Assert.All(Descriptors.All, descriptor => Assert.Equal("README.md#" + descriptor.Id.ToLowerInvariant(), descriptor.HelpLinkUri));

    [Fact]
    public void Every_id_has_a_row_in_the_release_file() =>
        Assert.Equal(
            Descriptors.All.Select(descriptor => $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}"),
            Lines("generator/Diff.Generators/AnalyzerReleases.Unshipped.md").Where(line => line.StartsWith("DIFF", StringComparison.Ordinal)));

    [Fact]
    public void Every_id_has_a_test_that_triggers_it_and_one_that_does_not() => Assert.All(Ids.Except([Descriptors.Unsupported.Unforeseen.Id]), id =>
    {
        var test = File.ReadAllText(Path.Combine(Root(), $"tests/Diff.Generators.Tests/Diagnostics/Diff{id[4..]}.cs"));
        Assert.Contains($"{{|{id}:", test);
        Assert.Contains("GeneratorHost.Run(", test);
    });

    [Fact]
    public void Ranges_agree_with_severities() => Assert.All(Descriptors.All, descriptor =>
    {
        var isSuspicious = descriptor.Id.StartsWith("DIFF02", StringComparison.Ordinal) || descriptor.Id == Descriptors.Declared.Existing.Id;
        // Only forward mode is missing, or nothing at all, and who calls it is told.
        var isHint = descriptor.Id == Descriptors.Unsupported.NoForwardRule.Id || descriptor.Id == Descriptors.Declared.NoMembers.Id;
        Assert.Equal(isHint ? DiagnosticSeverity.Info : isSuspicious ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, descriptor.DefaultSeverity);
    });

    [Fact]
    public void Every_message_is_one_sentence_that_says_what_to_do() => Assert.All(Descriptors.All, descriptor =>
    {
        var message = descriptor.MessageFormat.ToString();
        Assert.DoesNotContain(". ", message);
        Assert.False(message.EndsWith('.'), message);
        Assert.True(message.Contains("; ", StringComparison.Ordinal), message);
    });

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root(), file));

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../.."));
}
