using System.Diagnostics;

namespace Diff.Package.Tests;

/// <summary>Runs the SDK and programs as a user would from a shell.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>Runs <c>dotnet</c> and returns what it printed; fails the test if it exits with an error.</summary>
    public static string Run(string folder, string packages, params string[] arguments) =>
        RunProgram(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, packages, arguments);

    /// <summary>Runs a program and returns what it printed; fails the test if it exits with an error.</summary>
    public static string RunProgram(string program, string folder, string packages, params string[] arguments)
    {
        var (code, text) = Try(program, folder, packages, arguments);
        if (code != 0) Assert.Fail($"{program} {string.Join(' ', arguments)} ended with {code}:\n{text}");
        return text;
    }

    /// <summary>Runs a program and returns its exit code and what it printed.</summary>
    public static (int Code, string Text) Try(string program, string folder, string packages, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The SDK that runs this test leaves its own traces in the environment.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["NUGET_PACKAGES"] = packages;
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // A build server would keep the folders of this test in use.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {Patience}.");
        }

        var text = output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult();
        return (process.ExitCode, text.ReplaceLineEndings("\n"));
    }
}
