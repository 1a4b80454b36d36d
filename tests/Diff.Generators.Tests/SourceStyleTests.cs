using System.Runtime.CompilerServices;

namespace Diff.Generators.Tests;

/// <summary>Rules about the sources that no compiler checks.</summary>
public sealed class SourceStyleTests
{
    private const int LongestFile = 400;
    private const int LongestLine = 140;

    [Fact]
    public void Roslyn_appears_only_in_front_end_diagnostics_and_pipeline()
    {
        string[] allowed = ["Frontend/", "Diagnostics/", "DifferentiableGenerator.cs"];
        var offenders = Files("generator/Diff.Generators")
            .Where(file => !allowed.Any(prefix => file.StartsWith($"generator/Diff.Generators/{prefix}", StringComparison.Ordinal)))
            .Where(file => File.ReadAllText(Full(file)).Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));
        Assert.Equal([], offenders);
    }

    [Fact]
    public void A_file_holds_one_idea()
    {
        var offenders = All().Select(file => (File: file, Lines: File.ReadLines(Full(file)).Count())).Where(pair => pair.Lines > LongestFile);
        Assert.Equal([], offenders);
    }

    // A message stands on one line, so that it can be searched for; and so does a line of an example.
    [Fact]
    public void A_line_of_code_fits_the_page() =>
        Assert.Equal([], Files("generator").Concat(Files("src")).SelectMany(file => File.ReadLines(Full(file))
            .Where(line => line.Length > LongestLine && !line.Contains('"') && !line.TrimStart().StartsWith("///", StringComparison.Ordinal))
            .Select(line => $"{file}: {line.Trim()}")));

    [Fact]
    public void Lines_end_with_a_line_feed_alone() =>
        Assert.Equal([], All().Where(file => File.ReadAllText(Full(file)).Contains('\r')));

    [Fact]
    public void The_sources_are_found() => Assert.Contains("src/Diff/Tapes/Tape.cs", All());

    private static IEnumerable<string> All() => Files("src").Concat(Files("generator")).Concat(Files("tests")).Concat(Files("samples"));

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Full(folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root(), file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/") && !file.EndsWith(".received.cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string Full(string file) => Path.Combine(Root(), file);

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../.."));
}
