using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>Whether a copy is checked to fit.</summary>
public sealed class RoomCheckTests
{
    [Fact]
    public void A_copy_that_surely_fits_is_not_checked()
    {
        Assert.DoesNotContain("RequireRoom", Emitted("var y = new double[x.Length]; x.CopyTo(y, 0); x.AsSpan().CopyTo(y); return y[0] * y[0];"), StringComparison.Ordinal);
        Assert.Contains("RequireRoom", Emitted("var y = new double[3]; x.AsSpan().CopyTo(y); return y[0] * y[0];"), StringComparison.Ordinal);
    }

    private static string Emitted(string body) =>
        GeneratorHost.Run($"public static partial class Model {{ [Differentiable] public static double F(double[] x, bool b) {{ {body} }} }}").Text;
}
