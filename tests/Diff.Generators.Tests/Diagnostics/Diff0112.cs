using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0112
{
    [Fact]
    public void A_virtual_method_is_refused() => GeneratorHost.Diagnostics("""
        public partial class Line
        {
            [Differentiable]
            public virtual double {|DIFF0112:At|}(double x) => 2 * x;
        }
        """);

    [Fact]
    public void A_method_of_a_sealed_type_is_fine() => GeneratorHost.Run("""
        public abstract class Curve
        {
            public abstract double At(double x);
        }

        public sealed partial class Line : Curve
        {
            [Differentiable]
            public override double At(double x) => 2 * x;
        }
        """);
}
