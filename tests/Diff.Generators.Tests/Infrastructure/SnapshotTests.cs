using Diff.Testing;
using Xunit.Sdk;

namespace Diff.Generators.Tests.Infrastructure;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string File(string kind) => Path.Combine(_folder, $"Shapes.Circle.{kind}.cs");

    private void Verify(string text) => Snapshot.Verify(text, file: Path.Combine(_folder, "Shapes.cs"), method: "Circle");

    [Fact]
    public void A_missing_snapshot_fails_and_writes_what_was_received()
    {
        Assert.Contains("Shapes.Circle.verified.cs is missing", Assert.ThrowsAny<XunitException>(() => Verify("a")).Message);
        Assert.Equal("a\n", System.IO.File.ReadAllText(File("received")));
    }

    [Fact]
    public void An_equal_text_passes_and_removes_what_was_received()
    {
        System.IO.File.WriteAllText(File("verified"), "a\r\nb\r\n");
        System.IO.File.WriteAllText(File("received"), "old");
        Verify("a\nb");
        Assert.False(System.IO.File.Exists(File("received")));
    }

    [Fact]
    public void A_difference_shows_the_changed_lines_with_their_neighbours()
    {
        System.IO.File.WriteAllText(File("verified"), "1\n2\n3\n4\nold\n6\n");
        var message = Assert.ThrowsAny<XunitException>(() => Verify("1\n2\n3\n4\nnew\n6\n")).Message;
        Assert.Contains("  3\n  4\n- old\n+ new\n  6\n", message);
        Assert.DoesNotContain("  1\n", message);
        Assert.Equal("1\n2\n3\n4\nnew\n6\n", System.IO.File.ReadAllText(File("received")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
