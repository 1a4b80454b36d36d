using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>What a loop records of its carried variables.</summary>
public class HandedBackTests
{
    [Theory]
    [InlineData("y = y > x[i] ? Math.Sin(y) : y * y; s += y * y;", "y", 8)]
    [InlineData("(y, z) = (z, y > z ? Math.Sin(y * z) : y); s += y * y * z;", "y", 8)]
    [InlineData("y = y > x[i] ? Math.Sin(y) : y * y; s += x[i];", "y", 8)]
    public void A_value_that_is_handed_on_is_recorded_once(string body, string name, int bytes)
    {
        var text = GeneratorHost.Run($$"""
            public static partial class Model
            {
                [Differentiable]
                public static double F(double[] x)
                {
                    double y = x[0], z = x[1], s = 0;
                    for (var i = 0; i < 6; i++) { {{body}} }
                    return s + y + z;
                }
            }
            """).Text;
        Assert.Contains($"// Records {name} once per iteration of for (var i = 0; i < 6; i++): {bytes} bytes.", text, StringComparison.Ordinal);
    }
}
