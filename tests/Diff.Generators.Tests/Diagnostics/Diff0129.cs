using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0129
{
    [Fact]
    public void A_virtual_method_of_a_differentiable_class_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Model
        {
            public double Weight = 1;

            public virtual double {|DIFF0129:At|}(double x) => Weight * x;
        }
        """);

    [Fact]
    public void An_implementation_of_a_differentiable_member_is_refused() => GeneratorHost.Diagnostics("""
        public partial interface ICurve
        {
            [Differentiable] double At(double x);
        }

        [Differentiable]
        public partial class Line : ICurve
        {
            public double Slope = 1;

            public double {|DIFF0129:At|}(double x) => Slope * x;
        }
        """);

    [Fact]
    public void A_class_without_numbers_may_have_virtual_methods() => GeneratorHost.Run("""
        [Differentiable]
        public partial class Square
        {
            public virtual double At(double x) => x * x;
        }
        """);
}
