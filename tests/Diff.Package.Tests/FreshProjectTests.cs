namespace Diff.Package.Tests;

public sealed class FreshProjectTests(PackedFeed feed)
{
    private const string Program = """
        using Diff;

        GradientCheck.Verify([2.0, 3.0], p => p[0] * p[0] + 3 * p[1], [1.0, 1.0]);
        using var tape = Tape.Rent();
        tape.Push(Gradient.Detach(4.0));
        var cursor = tape.Read();
        Console.WriteLine($"read {cursor.Pop<double>()}");
        """;

    private const string Expected = "read 4\n";

    [Fact]
    public void A_fresh_console_project_restores_builds_without_warnings_and_runs()
    {
        var project = new FreshProject(feed, "fresh", Program);
        project.Dotnet("build", "--nologo");
        Assert.Equal(Expected, project.Dotnet("run", "--no-build"));
    }

    [Fact]
    public void A_fresh_console_project_publishes_ahead_of_time_and_runs()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("DIFF_AOT_TESTS") == "1", "Native AOT takes minutes; set DIFF_AOT_TESTS=1 to include it.");
        var runtime = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        var project = new FreshProject(feed, "native", Program, "<PublishAot>true</PublishAot><InvariantGlobalization>true</InvariantGlobalization>");
        project.Dotnet("publish", "-r", runtime, "-o", "published", "--nologo");
        Assert.Equal(Expected, project.Execute("published/native"));
    }
}
