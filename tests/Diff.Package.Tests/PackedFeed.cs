using System.Runtime.CompilerServices;

namespace Diff.Package.Tests;

/// <summary>
/// Packs Diff once into a feed of its own, under a version that no cache has seen, with all intermediate files outside the repository.
/// What the SDK's analyzers say of the sources, the build of these tests has said.
/// </summary>
public sealed class PackedFeed : IDisposable
{
    public PackedFeed()
    {
        Version = $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmss}";
        Packages = Path.Combine(Folder, "packages");
        var global = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Fallback = Directory.Exists(global) ? global : "";
        Dotnet.Run(
            Repository, global, "pack", "src/Diff", "-c", "Release", "-o", Feed, "--artifacts-path", Path.Combine(Folder, "artifacts"),
            $"-p:PackageVersion={Version}", "-p:RunAnalyzers=false", "--nologo");
    }

    /// <summary>A temporary folder for everything.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("diff-package-").FullName;

    public string Version { get; }

    /// <summary>Where the package is.</summary>
    public string Feed => Path.Combine(Folder, "feed");

    /// <summary>The package folder of the fresh projects, empty at first.</summary>
    public string Packages { get; }

    /// <summary>The machine's package folder, read only, for what comes from elsewhere.</summary>
    public string Fallback { get; }

    public string Package => Path.Combine(Feed, $"Diff.{Version}.nupkg");

    private static string Repository => Path.GetFullPath(Path.Combine(Here(), "../.."));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
