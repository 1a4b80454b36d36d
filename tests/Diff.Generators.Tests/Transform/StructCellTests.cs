using Diff.Testing;

namespace Diff.Generators.Tests.Transform;

/// <summary>The adjoint of a struct in memory stays where it is when the primal only adds to the struct.</summary>
public sealed class StructCellTests
{
    [Theory]
    [InlineData("u[i] += h * u[0];", true)]
    [InlineData("u[i] = u[i] + u[i];", false)]
    [InlineData("u[i] = new(u[i].Y, u[i].Y);", false)]
    [InlineData("u[i] = new(u[i].X, u[i].X + u[i].Y);", false)]
    public void A_struct_that_is_added_to_keeps_its_adjoint(string update, bool isKept)
    {
        var text = GeneratorHost.Run(
            $$"""
            [Differentiable]
            public readonly partial record struct Place(double X, double Y)
            {
                public static Place operator +(Place a, Place b) => new(a.X + b.X, a.Y + b.Y);
                public static Place operator *(double scale, Place a) => new(scale * a.X, scale * a.Y);
            }

            public static partial class Model
            {
                [Differentiable]
                public static void F(Span<Place> u, double h)
                {
                    u[0] = h * u[0];
                    for (var i = 1; i < u.Length; i++) { {{update}} }
                }
            }
            """).Text;
        Assert.Equal(!isKept, text.Contains("uWeight[i] = default(", StringComparison.Ordinal));
    }
}
