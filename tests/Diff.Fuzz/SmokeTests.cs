namespace Diff.Fuzz;

public sealed class SmokeTests
{
    [Fact]
    public void The_runtime_is_reachable() => Assert.Equal("Diff", typeof(DifferentiableAttribute).Assembly.GetName().Name);
}
