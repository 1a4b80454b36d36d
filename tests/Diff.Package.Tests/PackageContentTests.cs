using System.IO.Compression;
using System.Xml.Linq;

namespace Diff.Package.Tests;

public sealed class PackageContentTests(PackedFeed feed)
{
    private static readonly string[] Container = ["_rels/", "[Content_Types].xml", "package/"];

    [Fact]
    public void There_is_one_package() =>
        Assert.Equal([feed.Package], Directory.GetFiles(feed.Feed));

    [Fact]
    public void It_holds_runtime_compiler_and_properties_and_nothing_else()
    {
        using var package = ZipFile.OpenRead(feed.Package);
        var files = package.Entries.Select(entry => entry.FullName)
            .Where(name => !Container.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "Diff.nuspec", "README.md", "analyzers/dotnet/cs/Diff.CodeFixes.dll", "analyzers/dotnet/cs/Diff.Generators.dll",
                "buildTransitive/Diff.props", "lib/net10.0/Diff.dll", "lib/net10.0/Diff.xml",
            ],
            files);
    }

    [Fact]
    public void It_is_under_the_MIT_license_and_depends_on_the_tensor_primitives_alone()
    {
        using var package = ZipFile.OpenRead(feed.Package);
        using var stream = package.GetEntry("Diff.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single();
        XName Named(string name) => metadata.Name.Namespace + name;
        Assert.Equal("MIT", metadata.Element(Named("license"))!.Value);
        Assert.Equal("README.md", metadata.Element(Named("readme"))!.Value);
        Assert.Equal("System.Numerics.Tensors", Assert.Single(metadata.Descendants(Named("dependency"))).Attribute("id")!.Value);
        Assert.Null(metadata.Element(Named("repository")));
    }

    [Fact]
    public void Its_assemblies_do_not_say_where_they_were_built()
    {
        var home = System.Text.Encoding.UTF8.GetBytes(feed.Folder);
        using var package = ZipFile.OpenRead(feed.Package);
        foreach (var entry in package.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)))
        {
            using var bytes = new MemoryStream();
            using (var stream = entry.Open()) stream.CopyTo(bytes);
            Assert.False(bytes.ToArray().AsSpan().IndexOf(home) >= 0, $"{entry.FullName} holds the path of its build.");
        }
    }
}
