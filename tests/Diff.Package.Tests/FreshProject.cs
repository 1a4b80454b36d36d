namespace Diff.Package.Tests;

/// <summary>A project outside the repository that knows Diff only as a package.</summary>
internal sealed class FreshProject
{
    private readonly PackedFeed _feed;

    /// <param name="outputType"><c>Exe</c> for a console project, or <c>Library</c>.</param>
    /// <param name="reference">The name of another fresh project, which this one references.</param>
    public FreshProject(PackedFeed feed, string name, string program, string properties = "", string outputType = "Exe", string reference = "")
    {
        _feed = feed;
        Folder = Directory.CreateDirectory(Path.Combine(feed.Folder, name)).FullName;
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="diff" value="{feed.Feed}" />
              </packageSources>
            </configuration>
            """);
        Write($"{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>{outputType}</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestoreAdditionalProjectFallbackFolders>{feed.Fallback}</RestoreAdditionalProjectFallbackFolders>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Diff" Version="{feed.Version}" />
                {(reference.Length > 0 ? $"<ProjectReference Include=\"../{reference}/{reference}.csproj\" />" : "")}
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", program);
    }

    public string Folder { get; }

    public string Dotnet(params string[] arguments) => Package.Tests.Dotnet.Run(Folder, _feed.Packages, arguments);

    /// <summary>Runs <c>dotnet</c>, which must end with an error, and returns what it printed.</summary>
    public string DotnetFails(params string[] arguments)
    {
        var (code, text) = Package.Tests.Dotnet.Try("dotnet", Folder, _feed.Packages, arguments);
        Assert.NotEqual(0, code);
        return text;
    }

    public string Execute(string program) => Package.Tests.Dotnet.RunProgram(Path.Combine(Folder, program), Folder, _feed.Packages);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);
}
