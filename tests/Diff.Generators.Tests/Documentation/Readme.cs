using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Diff.Generators.Tests.Documentation;

/// <summary>An example of the README.</summary>
/// <param name="Heading">The heading above it.</param>
/// <param name="Note">The HTML comment directly above it, or nothing.</param>
/// <param name="Line">Its first line in the README, counted from 1.</param>
/// <param name="Code">Its text.</param>
internal sealed record ReadmeExample(string Heading, string Note, int Line, string Code);

/// <summary>Reads the examples out of the README.</summary>
internal static partial class Readme
{
    public static string Text { get; } = File.ReadAllText(PathOf());

    /// <summary>All blocks of C#, in order.</summary>
    public static IReadOnlyList<ReadmeExample> Examples { get; } = [.. Read(Text.Split('\n'))];

    /// <summary>The anchors of headings that consist of one word.</summary>
    public static IReadOnlySet<string> Anchors { get; } =
        Headings().Matches(Text).Select(match => match.Groups[1].Value.ToLowerInvariant()).ToHashSet();

    private static IEnumerable<ReadmeExample> Read(string[] lines)
    {
        var heading = "";
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith('#')) heading = lines[i].TrimStart('#', ' ');
            if (lines[i] != "```csharp") continue;
            var end = Array.IndexOf(lines, "```", i);
            var note = lines[i - 1].StartsWith("<!--", StringComparison.Ordinal) ? lines[i - 1] : "";
            yield return new ReadmeExample(heading, note, i + 2, string.Join('\n', lines[(i + 1)..end]));
            i = end;
        }
    }

    private static string PathOf([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "../../../README.md");

    [GeneratedRegex(@"^#+ (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();
}
