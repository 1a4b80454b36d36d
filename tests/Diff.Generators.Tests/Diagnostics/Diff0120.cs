using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0120
{
    [Fact]
    public void A_method_that_is_not_marked_is_refused() => GeneratorHost.Diagnostics(Model.With("""
        public static double Square(double x) => x * x;

        public static double Slope(double x) => Gradient.Of({|DIFF0120:Square|}, x) + Gradient.Of({|DIFF0120:Math.Sin|}, x);
        """));

    [Fact]
    public void A_marked_method_is_fine() => GeneratorHost.Run(Model.With("""
        [Differentiable]
        public static double Square(double x) => x * x;

        public static double Slope(double x) => Gradient.Of(Square, x) + Gradient.Of(static (double x) => Math.Sin(x), x);
        """));
}
