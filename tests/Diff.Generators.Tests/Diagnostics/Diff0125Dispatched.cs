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
}
