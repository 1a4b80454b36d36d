using Diff.Testing;

namespace Diff.Generators.Tests.Diagnostics;

public sealed class Diff0125
{
    [Fact]
    public void Numbers_of_two_types_in_one_field_are_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Model
        {
            public double Weight;
            public (double, float) {|DIFF0125:Range|};
        }
        """);

    [Fact]
    public void Objects_whose_vector_is_of_another_type_are_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Inner
        {
            public float Weight;
        }

        [Differentiable]
        public partial class Model
        {
            public double Weight;
            public Inner {|DIFF0125:Part|} = new();
        }
        """);

    [Fact]
    public void A_field_without_gradient_is_fine() => GeneratorHost.Run("""
        [Differentiable]
        public partial class Model
        {
            [NoGradient] public List<double> Data = [];
            public double Bias;

            public double At(double x) => Data[0] * x + Bias;
        }
        """);

    [Fact]
    public void Writing_a_field_of_the_object_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Model
        {
            public double Last;

            public double At(double x)
            {
                {|DIFF0005:Last|} = x;
                return Last * x;
            }
        }
        """);

    [Fact]
    public void Writing_an_array_of_the_object_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Model
        {
            public double[] State = new double[2];

            public double {|DIFF0005:At|}(double x)
            {
                State[0] = x;
                return State[0] * x;
            }
        }
        """);

    [Fact]
    public void A_call_that_changes_fields_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Model
        {
            public double Weight = 1;

            private void Decay() => Weight *= 0.5;

            public double At(double x)
            {
                {|DIFF0002:Decay()|};
                return Weight * x;
            }
        }
        """);

    [Fact]
    public void An_object_from_elsewhere_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Model
        {
            public double Weight = 1;

            public double At(double x) => Weight * x;
        }

        public static partial class User
        {
            [Differentiable]
            public static double F(Model model, Model other, double x)
            {
                var chosen = x > 0 ? model : other;
                var last = {|DIFF0002:model|};
                last = s_known;
                return chosen.At(x) + {|DIFF0002:last|}.At(x);
            }

            private static readonly Model s_known = new();
        }
        """);

    [Fact]
    public void A_field_without_a_name_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Captured(double {|DIFF0125:a|})
        {
            public double At(double x) => a * x;
        }

        [Differentiable]
        public partial class Coded
        {
            public double {|DIFF0125:A|} { get => 2 * field; set; }
            public double At(double x) => A * x;
        }
        """);

    [Fact]
    public void A_private_field_of_a_base_class_that_is_not_marked_is_refused() => GeneratorHost.Diagnostics("""
        public class Unit
        {
            private double _rate = 1;

            protected void Decay() => _rate *= 0.5;
        }

        [Differentiable]
        public partial class Model : {|DIFF0125:Unit|}
        {
            public double Weight = 1;

            public double At(double x) => Weight * x;
        }
        """);

    [Fact]
    public void A_field_of_a_base_class_that_is_hidden_is_refused() => GeneratorHost.Diagnostics("""
        public class Unit
        {
            public double Rate = 1;
        }

        [Differentiable]
        public partial class Model : {|DIFF0125:Unit|}
        {
            [NoGradient] public new double Rate = 1;

            public double At(double x) => Rate * x;
        }
        """);

    [Fact]
    public void Two_fields_with_one_name_in_the_gradient_are_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Unit
        {
            private double _rate = 1;

            public double At(double x) => _rate * x;
        }

        [Differentiable]
        public partial class Model : Unit
        {
            private double {|DIFF0125:_rate|} = 1;

            public double Twice(double x) => _rate * x;
        }
        """);

    [Fact]
    public void Numbers_of_another_type_than_those_of_the_base_class_are_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Unit
        {
            public float Rate = 1;
        }

        [Differentiable]
        public partial class Model : Unit
        {
            public double {|DIFF0125:Weight|} = 1;
        }
        """);

    [Fact]
    public void A_property_that_may_be_overridden_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Unit
        {
            public virtual double {|DIFF0125:Rate|} { get; set; } = 1;

            public double At(double x) => Rate * x;
        }

        [Differentiable]
        public partial class Model : {|DIFF0125:Unit|}
        {
            public double Weight = 1;
        }
        """);

    [Fact]
    public void A_class_that_holds_itself_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Node
        {
            public Node? {|DIFF0125:Next|};
            public double Weight = 1;
        }
        """);

    [Fact]
    public void A_class_is_refused_for_what_the_class_of_a_field_is_refused_for() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Inner
        {
            public double Weight;
            public HashSet<double> {|DIFF0125:Bias|} = [];
        }

        [Differentiable]
        public partial class Outer
        {
            public Inner {|DIFF0125:Part|} = new();
        }

        public static partial class User
        {
            [Differentiable]
            public static double F(Outer {|DIFF0125:outer|}, double x) => x;
        }
        """);

    [Fact]
    public void A_member_that_is_virtual_or_of_an_unmarked_base_class_is_refused_where_it_is_used() => GeneratorHost.Diagnostics("""
        public class Unit
        {
            public double Rate = 1;

            public double Twice() => 2 * Rate;
            public virtual double Slope => 2 * Rate;
        }

        [Differentiable]
        public partial class Model : Unit
        {

            public double At(double x) => {|DIFF0002:Slope|} * x + {|DIFF0002:Twice|}();
        }
        """);

    [Fact]
    public void A_call_that_changes_inherited_fields_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public abstract partial class Unit
        {
            protected double Rate = 1;

            protected void Shrink() => Rate *= 0.5;
        }

        [Differentiable]
        public partial class Model : Unit
        {
            private void Decay() => base.Shrink();

            public double At(double x)
            {
                {|DIFF0002:Decay()|};
                {|DIFF0005:Rate|} = 1;
                return Rate * x;
            }
        }
        """);

    [Fact]
    public void An_object_that_is_passed_as_one_of_a_class_without_numbers_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public abstract partial class Curve
        {
            [NoGradient] public abstract double Slope();
        }

        [Differentiable]
        public partial class Line : Curve
        {
            public double Weight = 1;

            [NoGradient] public override double Slope() => Weight;
            public double At(double x) => Users.F({|DIFF0002:this|}, x) + Weight;
        }

        public static partial class Users
        {
            [Differentiable]
            public static double F(Curve curve, double x) => x;
        }
        """);

    [Fact]
    public void A_jagged_array_of_jagged_arrays_is_refused() => GeneratorHost.Diagnostics("""
        [Differentiable]
        public partial class Net
        {
            private readonly float[][][] {|DIFF0125:_weights|} = [[[1]]];

            public float F(float x) => x * _weights[0][0][0];
        }
        """);
}
