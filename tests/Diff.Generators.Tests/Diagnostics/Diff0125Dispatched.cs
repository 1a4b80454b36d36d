using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

/// <summary>Fields of classes whose objects decide which body of a method runs.</summary>
public sealed class Diff0125Dispatched
{
    [Fact]
    public void Numbers_of_another_type_than_the_methods_of_a_base_class_compute_with_are_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public abstract partial class Curve
        {
            public abstract double At(double x);
        }

        [Differentiable]
        public partial class Line : Curve
        {
            public float {|DIFF0125:Slope|};

            public override double At(double x) => Slope * x;
        }
        """);

    [Fact]
    public void A_class_that_holds_objects_of_its_own_base_class_in_a_circle_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public abstract partial class Node
        {
            public Node? {|DIFF0125:Next|};

            public abstract double At(double x);
        }
        """);

    [Fact]
    public void Numbers_of_another_type_than_the_methods_of_an_interface_compute_with_are_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial interface ICurve
        {
            double At(double x);
        }

        [Differentiable]
        public partial class {|DIFF0125:Line|} : ICurve
        {
            public float Slope;

            public double At(double x) => 2 * x;
        }
        """);

    [Fact]
    public void An_interface_that_is_less_visible_than_a_class_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        internal partial interface ICurve
        {
            double At(double x);
        }

        [Differentiable]
        public partial class {|DIFF0125:Line|} : ICurve
        {
            public double Slope;

            public double At(double x) => Slope * x;
        }
        """);
}
