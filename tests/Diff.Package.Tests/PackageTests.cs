using System.Runtime.CompilerServices;

namespace Diff.Package.Tests;

public sealed class PackageTests
{
    [Fact]
    public void The_build_transitive_properties_are_well_formed()
    {
        var file = Path.GetFullPath(Path.Combine(Here(), "../../src/Diff/buildTransitive/Diff.props"));
        Assert.Equal("Project", System.Xml.Linq.XDocument.Load(file).Root!.Name.LocalName);
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
