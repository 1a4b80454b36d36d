using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Xunit;

namespace Diff.Testing;

// How to use it, in a test method of class StraightLine in StraightLine.cs:
//   Snapshot.Verify(run.Text);          compares with StraightLine.<method>.verified.cs beside the test file
// On a mismatch the text is written to StraightLine.<method>.received.cs and the test fails with a line diff. Read it, then rename it.

/// <summary>Compares text with a file beside the test.</summary>
public static class Snapshot
{
    /// <summary>Compares with <c>Class.Method.verified.cs</c>.</summary>
    /// <param name="text">The text; line ends and trailing white space at its end do not matter.</param>
    /// <param name="extension">The file's extension.</param>
    /// <param name="file">The test's file, whose name is the class's; filled in by the compiler.</param>
    /// <param name="method">The test's method; filled in by the compiler.</param>
    [StackTraceHidden]
    public static void Verify(
        string text, string extension = "cs", [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var stem = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{method}");
        var verified = $"{stem}.verified.{extension}";
        var received = $"{stem}.received.{extension}";
        var actual = Normalize(text);
        var expected = File.Exists(verified) ? Normalize(File.ReadAllText(verified)) : null;
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual + "\n");
        Assert.Fail(expected is null
            ? $"{Path.GetFileName(verified)} is missing. Read {Path.GetFileName(received)}; if it is right, rename it.\n{actual}"
            : $"The text differs from {Path.GetFileName(verified)} (- expected, + actual):\n{Difference(expected, actual)}");
    }

    private static string Normalize(string text) => text.Replace("\r\n", "\n").TrimEnd();

    // Changed lines with two lines around them.
    private static string Difference(string expected, string actual)
    {
        const int around = 2;
        var lines = InlineDiffBuilder.Diff(expected, actual).Lines;
        var shown = new StringBuilder();
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var isNear = Enumerable.Range(i - around, 2 * around + 1)
                .Any(j => j >= 0 && j < lines.Count && lines[j].Type != ChangeType.Unchanged);
            if (!isNear) continue;
            if (i != last + 1) shown.Append("  …\n");
            var sign = lines[i].Type switch { ChangeType.Inserted => '+', ChangeType.Deleted => '-', _ => ' ' };
            shown.Append(sign).Append(' ').Append(lines[i].Text).Append('\n');
            last = i;
        }

        return shown.ToString();
    }
}
