[assembly: AssemblyFixture(typeof(Diff.Package.Tests.PackedFeed))]
